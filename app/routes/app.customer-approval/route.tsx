import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page, Tabs } from "@shopify/polaris";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { countWords } from "../../domain/words/counts.ts";
import { listApprovals } from "../../services/screens/list-approvals.ts";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
import { sendAgain } from "../../services/emails/send-again.ts";
import { Inset } from "../../ui/pages/inset.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { Pager } from "../../ui/lists/pager.tsx";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";
import { useAct } from "../../ui/acts/use-act.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { useLive } from "../../ui/pages/use-live.ts";

export const meta: MetaFunction = () => [{ title: "Customer Approval · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "customer_approval");
  const { searchParams } = new URL(request.url);
  const words = searchParams.get("q") ?? "";
  const isApproved = searchParams.get("tab") === "approved";
  return json({
    ...(await listApprovals({ shopId: shop.id, actor, words, isApproved, after: searchParams.get("after") })),
    words,
    isApproved,
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "customer_approval");
  const form = await request.formData();
  const by = { shopId: shop.id, actor };
  const orderId = String(form.get("orderId"));
  const withNewLink = form.get("link") === "new";
  return answerForm(form, by, () => sendAgain({ ...by, orderId, kind: "artwork_approval", withNewLink }));
}

export default function CustomerApproval() {
  const { cards, emails, counts, next, words, isApproved } = useLoaderData<typeof loader>();
  const { act, sendFiles } = useAct();
  useLive(["customer_approval"]);
  const writing = useForm();
  const navigate = useNavigate();
  return (
    <Page
      title="Customer Approval"
      subtitle="Artwork that is out with customers. They decide on their page; you can write to them again, or act for them."
    >
      <BlockStack gap="400">
        <Tabs
          tabs={[
            { id: "out", content: `With the customer (${countWords(counts.out)})` },
            { id: "approved", content: `Approved, waiting for the rest (${countWords(counts.approved)})` },
          ]}
          selected={isApproved ? 1 : 0}
          onSelect={(index) => navigate(index === 1 ? "?tab=approved" : "?")}
        />
        <Inset>
          <QueueSearch words={words} label="Find an order or product" />
        </Inset>
        {cards.length === 0 ? (
          <Card>
            <EmptyState
              heading={
                words
                  ? "No order matches"
                  : isApproved
                    ? "Nothing waits for its siblings"
                    : "No artwork is out with a customer"
              }
              image=""
            >
              <p>
                {words
                  ? "Clear the search to see all of them."
                  : isApproved
                    ? "What a customer has approved stands here until the rest of its order is approved too."
                    : "Artwork comes here when it has passed quality control, and the customer is written to."}
              </p>
            </EmptyState>
          </Card>
        ) : null}
        {byOrder(cards).map((items) => (
          <ApprovalCard
            key={items[0]!.orderId}
            items={items}
            emails={emails[items[0]!.orderId] ?? []}
            mayWrite={!isApproved}
            isBusy={writing.isBusy}
            onAct={act}
            onFiles={sendFiles}
            onWrite={(link) =>
              writing.send(`Write again to the customer of ${items[0]!.orderName}`, {
                orderId: items[0]!.orderId,
                link,
              })
            }
          />
        ))}
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}

function byOrder(cards: readonly ItemCard[]): ItemCard[][] {
  return [...Map.groupBy(cards, ({ orderId }) => orderId).values()];
}
