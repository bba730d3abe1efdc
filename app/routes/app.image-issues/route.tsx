import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page, Tabs } from "@shopify/polaris";
import { isUuid } from "../../domain/uuid.ts";
import { listIssues } from "../../services/list-issues.ts";
import { requirePage } from "../../services/who-is-acting.ts";
import { ActResult } from "../../ui/act-result.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Pager } from "../../ui/pager.tsx";
import { QueueSearch } from "../../ui/queue-search.tsx";
import { useAct } from "../../ui/use-act.ts";
import { IssueCard } from "./issue-card.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, member } = await requirePage(request, "image_issues");
  const { searchParams } = new URL(request.url);
  const reason = searchParams.get("reason") ?? "";
  const words = searchParams.get("q") ?? "";
  const list = await listIssues({ shopId: shop.id, member, reasonId: isUuid(reason) ? reason : undefined, words, after: searchParams.get("after") });
  return json({ ...list, reason, words });
}

export const meta: MetaFunction = () => [{ title: "Image/Order Issues · Proofline" }];

export default function ImageIssues() {
  const { cards, folders, emails, next, reason, words } = useLoaderData<typeof loader>();
  const { answer, isActing, act, undo } = useAct();
  const navigate = useNavigate();
  const tabs = [{ reasonId: "", name: "All", count: folders.reduce((sum, { count }) => sum + count, 0) }, ...folders];
  const selected = Math.max(0, tabs.findIndex(({ reasonId }) => reasonId === reason));
  return (
    <Page title="Image/Order Issues" subtitle="These items wait for a better photo, or for the customer's word to continue with the one there is.">
      <BlockStack gap="400">
        <ActResult answer={answer} onUndo={undo} isActing={isActing} />
        <Tabs
          tabs={tabs.map(({ reasonId, name, count }) => ({ id: reasonId || "all", content: `${name} (${count})` }))}
          selected={selected}
          onSelect={(index) => navigate(tabs[index]!.reasonId ? `?reason=${tabs[index]!.reasonId}` : "?")}
        />
        <Inset>
          <QueueSearch words={words} label="Find an order or product" />
        </Inset>
        {cards.length === 0 ? (
          <Card>
            <EmptyState heading="Nothing waits for a customer here" image="">
              <p>When a photo is rejected, its item stands here until the customer has answered.</p>
            </EmptyState>
          </Card>
        ) : null}
        {cards.map((card) => (
          <IssueCard key={card.itemId} card={card} emails={emails[card.orderId] ?? []} isActing={isActing} onAct={(command) => act(command, [card])} />
        ))}
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}
