import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Written } from "../../ui/pages/written.tsx";
import { useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import { mayOpen } from "../../domain/team/can-see.ts";
import type { Said } from "../../domain/words/said.ts";
import { fetchPhotoAgain } from "../../services/intake/fetch-photo-again.ts";
import { listReasons } from "../../services/screens/list-reasons.ts";
import { reassignOrders } from "../../services/team/reassign-orders.ts";
import { remindCustomers } from "../../services/emails/remind-customers.ts";
import { showOrder } from "../../services/screens/show-order.ts";
import { requirePage } from "../who/staff.ts";
import { Ago } from "../../ui/pages/ago.tsx";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";
import { useAct } from "../../ui/acts/use-act.ts";
import { readReassignment } from "../app.orders._index/read-reassignment.ts";
import { Assignees } from "./assignees.tsx";
import { CustomerCard } from "./customer-card.tsx";
import { EmailsCard } from "./emails-card.tsx";
import { FactsCard } from "./facts-card.tsx";
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
  if (form.get("intent") === "remind")
    return json(await remindCustomers({ shopId: shop.id, actor, orderIds: [orderId] }));
  if (form.get("intent") === "fetch_again") {
    const photoId = String(form.get("photoId") ?? "");
    return json<Said>(await fetchPhotoAgain({ shopId: shop.id, actor, orderId, photoId }));
  }
  form.set("orderIds", orderId);
  const asked = readReassignment(form);
  if ("wrong" in asked) return json<Said>({ said: asked.wrong, isRefused: true });
  return json<Said>(await reassignOrders(asked, { shopId: shop.id, actor }));
}

export default function Order() {
  const order = useLoaderData<typeof loader>();
  const { isActing, act, sendFiles } = useAct();
  useLive(STEPS);
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
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {items.map((item) => (
                <OrderItemCard
                  key={item.card.itemId}
                  item={item}
                  reasons={order.reasons}
                  isActing={isActing}
                  onAct={act}
                  onFiles={sendFiles}
                />
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
