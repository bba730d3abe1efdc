import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Written } from "../../ui/pages/written.tsx";
import { Link, useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import type { Said } from "../../domain/words/said.ts";
import { mayOpen } from "../../domain/team/can-see.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { holdAgain } from "../../services/fulfilment/hold-again.ts";
import { fetchPhotoAgain } from "../../services/intake/fetch-photo-again.ts";
import { listReasons } from "../../services/screens/list-reasons.ts";
import { reassignOrders } from "../../services/team/reassign-orders.ts";
import { remindCustomers } from "../../services/emails/remind-customers.ts";
import { showOrder } from "../../services/screens/show-order.ts";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
import { Ago } from "../../ui/pages/ago.tsx";
import { Remark } from "../../ui/pages/remark.tsx";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";
import { useAct } from "../../ui/acts/use-act.ts";
import { readReassignment } from "../app.orders._index/read-reassignment.ts";
import { Assignees } from "./assignees.tsx";
import { CustomerCard } from "./customer-card.tsx";
import { EmailsCard } from "./emails-card.tsx";
import { FactsCard } from "./facts-card.tsx";
import { HoldCard } from "./hold-card.tsx";
import { HistoryCard } from "./history-card.tsx";
import { OrderItemCard } from "./order-item-card.tsx";
import { useLive } from "../../ui/pages/use-live.ts";
import { STEPS } from "../../domain/words/steps.ts";

export const meta: MetaFunction<typeof loader> = ({ data: order }) => [
  { title: `Order ${order?.orderName ?? ""} · Proofline` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "order");
  const [order, reasons] = await Promise.all([
    showOrder({ shopId: shop.id, actor, orderId: params.orderId ?? "" }),
    listReasons(shop.id),
  ]);
  if (!order) throw new Response("There is no such order, or nothing of it is your work.", { status: 404 });
  return json({
    ...order,
    reasons,
    back: mayOpen("orders", actor.roles) ? PAGE_LINKS.orders.path : PAGE_LINKS.home.path,
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "order");
  const form = await request.formData();
  const orderId = params.orderId ?? "";
  const by = { shopId: shop.id, actor };
  return answerForm(form, by, async () => {
    const intent = form.get("intent");
    if (intent === "remind") return remindCustomers({ ...by, orderIds: [orderId] });
    if (intent === "fetch_again")
      return fetchPhotoAgain({ ...by, orderId, photoId: String(form.get("photoId") ?? "") });
    if (intent === "hold_again") return saidOf(await holdAgain({ ...by, orderId }));
    form.set("orderIds", orderId);
    const asked = readReassignment(form);
    return "wrong" in asked ? { said: asked.wrong, isRefused: true } : reassignOrders(asked, by);
  });
}

function saidOf(answer: Awaited<ReturnType<typeof holdAgain>>): Said {
  return "refused" in answer
    ? { said: REFUSAL_WORDS[answer.refused], isRefused: true }
    : { said: "Shopify is asked to hold it again. This page says when it is.", isRefused: false };
}

export default function Order() {
  const order = useLoaderData<typeof loader>();
  const { act, sendFiles } = useAct();
  useLive([...STEPS, "hold"]);
  const {
    orderName,
    placedAt,
    items,
    shopifyAddress,
    folderName,
    isCancelledInShopify,
    isDeletedInShopify,
    isFulfilledInShopify,
    isWaitingForArtist,
  } = order;
  return (
    <Page
      title={`Order ${orderName}`}
      subtitle={items.length === 1 ? "1 item" : `${items.length} items`}
      titleMetadata={
        <InlineStack gap="200">
          {isDeletedInShopify ? <Badge tone="critical">Deleted in Shopify</Badge> : null}
          {isCancelledInShopify ? <Badge tone="critical">Cancelled in Shopify</Badge> : null}
          {isFulfilledInShopify ? <Badge tone="success">Fulfilled in Shopify</Badge> : null}
          {folderName ? <Badge>{folderName}</Badge> : null}
        </InlineStack>
      }
      backAction={{ content: "Back", url: order.back }}
      secondaryActions={
        shopifyAddress ? [{ content: "Open in Shopify", url: shopifyAddress, target: "_top" as "_blank" }] : []
      }
    >
      <BlockStack gap="400">
        {order.note ? (
          <Card>
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                Note on the order
              </Text>
              <Written words={order.note} />
            </BlockStack>
          </Card>
        ) : null}
        {order.isInShadow ? (
          <Remark tone="info" title="The shop has not started with this order">
            It is kept here with its photos and nothing else happens to it: no hold, no work, no email.{" "}
            <Link to="/app">Start with it on Home</Link>
          </Remark>
        ) : null}
        {order.hold ? <HoldCard hold={order.hold} /> : null}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {items.map((item) => (
                <div key={item.card.itemId} id={`item-${item.card.itemNumber}`}>
                  <OrderItemCard
                    item={item}
                    isInShadow={order.isInShadow}
                    reasons={order.reasons}
                    onAct={act}
                    onFiles={sendFiles}
                  />
                </div>
              ))}
              <HistoryCard history={order.history} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <Assignees
                assignees={order.assignees}
                assignable={order.assignable}
                isWaitingForArtist={isWaitingForArtist}
              />
              {order.customer ? <CustomerCard customer={order.customer} placed={<Ago at={placedAt} />} /> : null}
              <FactsCard facts={order.facts} />
              <EmailsCard emails={order.emails} mayRemind={order.mayRemind} />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}
