import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page, Tabs } from "@shopify/polaris";
import { countWords } from "../../domain/words/counts.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { listEndedIssues, listIssues } from "../../services/screens/list-issues.ts";
import { requirePage } from "../who/staff.ts";
import { Inset } from "../../ui/pages/inset.tsx";
import { Pager } from "../../ui/lists/pager.tsx";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";
import { useAct } from "../../ui/acts/use-act.ts";
import { EndedList } from "./ended-list.tsx";
import { IssueCard } from "./issue-card.tsx";
import { useLive } from "../../ui/pages/use-live.ts";

/** The tab of issues that are over, in the place of a reason's id. */
const ENDED = "ended";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "image_issues");
  const { searchParams } = new URL(request.url);
  const reason = searchParams.get("reason") ?? "";
  const words = searchParams.get("q") ?? "";
  const [list, ended] = await Promise.all([
    listIssues({
      shopId: shop.id,
      actor,
      reasonId: isUuid(reason) ? reason : undefined,
      words,
      after: searchParams.get("after"),
    }),
    reason === ENDED ? listEndedIssues({ shopId: shop.id, actor }) : null,
  ]);
  return json({ ...list, ended, reason, words });
}

export const meta: MetaFunction = () => [{ title: "Image/Order Issues · Proofline" }];

export default function ImageIssues() {
  const { cards, folders, ended, reasons, emails, next, reason, words } = useLoaderData<typeof loader>();
  const { act, sendFiles } = useAct();
  useLive(["photo_issue"]);
  const navigate = useNavigate();
  const tabs = [
    { reasonId: "", label: `All (${countWords(folders.reduce((sum, { count }) => sum + count, 0))})` },
    ...folders.map(({ reasonId, name, count }) => ({ reasonId, label: `${name} (${countWords(count)})` })),
    { reasonId: ENDED, label: "Answered lately" },
  ];
  return (
    <Page
      title="Image/Order Issues"
      subtitle="These items wait for a better photo, or for the customer's word to continue with the one there is."
    >
      <BlockStack gap="400">
        <Tabs
          tabs={tabs.map(({ reasonId, label }) => ({ id: reasonId || "all", content: label }))}
          selected={Math.max(
            0,
            tabs.findIndex(({ reasonId }) => reasonId === reason),
          )}
          onSelect={(index) => navigate(tabs[index]!.reasonId ? `?reason=${tabs[index]!.reasonId}` : "?")}
        />
        {ended ? (
          <EndedList issues={ended} />
        ) : (
          <>
            <Inset>
              <QueueSearch words={words} label="Find an order or product" />
            </Inset>
            {cards.length === 0 ? (
              <Card>
                <EmptyState
                  heading={words ? "No item matches these words" : "Nothing waits for a customer here"}
                  image=""
                >
                  <p>
                    {words
                      ? "Clear the search to see the whole list."
                      : "When a photo is rejected, its item stands here until the customer has answered."}
                  </p>
                </EmptyState>
              </Card>
            ) : null}
            {cards.map((card) => (
              <IssueCard
                key={card.itemId}
                card={card}
                emails={emails[card.orderId] ?? []}
                reasons={reasons}
                onAct={act}
                onFiles={sendFiles}
              />
            ))}
            <Pager next={next} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}
