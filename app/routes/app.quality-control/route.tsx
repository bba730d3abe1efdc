import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, EmptyState, InlineStack, Page, Tabs } from "@shopify/polaris";
import { countWords } from "../../domain/words/counts.ts";
import { readWho } from "../../services/team/list-assignees.ts";
import { listQueue } from "../../services/screens/list-queue.ts";
import { wallFacts } from "../../services/screens/list-reasons.ts";
import { requirePage } from "../who/staff.ts";
import { Inset } from "../../ui/pages/inset.tsx";
import { Pager } from "../../ui/lists/pager.tsx";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";
import { useAct } from "../../ui/acts/use-act.ts";
import { WhoFilter } from "../../ui/lists/who-filter.tsx";
import { WorkCards } from "../../ui/lists/work-card.tsx";
import { useLive } from "../../ui/pages/use-live.ts";

const TABS = ["artfiles", "revisions"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "quality_control");
  const { searchParams } = new URL(request.url);
  const words = searchParams.get("q") ?? "";
  const tab = searchParams.get("tab") === "revisions" ? "revisions" : "artfiles";
  const assigneeId = readWho(searchParams.get("who"));
  const [{ counts, ...list }, { reasons, members }] = await Promise.all([
    listQueue({
      ...{ shopId: shop.id, actor, step: "quality_control" },
      filters: { words, assigneeId, hasOpenRevision: tab === "revisions" },
      after: searchParams.get("after"),
      counted: [false, true].map((hasOpenRevision) => ({ assigneeId, hasOpenRevision })),
    }),
    wallFacts(shop.id, actor, "quality_controller"),
  ]);
  const [artfiles = 0, revisions = 0] = counts;
  return json({
    ...list,
    isNarrowed: words !== "" || searchParams.has("who"),
    reasons,
    members,
    tab,
    words,
    counts: { artfiles, revisions },
  });
}

export const meta: MetaFunction = () => [{ title: "Artfile Quality Control · Proofline" }];

export default function QualityControl() {
  const { cards, next, isNarrowed, reasons, members, tab, words, counts } = useLoaderData<typeof loader>();
  const { act, sendFiles } = useAct();
  useLive(["quality_control"]);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const choose = (index: number) => {
    const chosen = new URLSearchParams(params);
    chosen.delete("after");
    chosen.set("tab", TABS[index]!);
    navigate(`?${chosen}`);
  };
  return (
    <Page title="Artfile Quality Control">
      <BlockStack gap="400">
        <Tabs
          tabs={[
            { id: "artfiles", content: `Artfiles to check (${countWords(counts.artfiles)})` },
            { id: "revisions", content: `Customer revisions (${countWords(counts.revisions)})` },
          ]}
          selected={tab === "revisions" ? 1 : 0}
          onSelect={choose}
        />
        <Inset>
          <InlineStack gap="300" align="space-between" blockAlign="center">
            <QueueSearch words={words} label="Find an order, product or file name" />
            <WhoFilter label="Quality controller" members={members} />
          </InlineStack>
        </Inset>
        {cards.length === 0 ? (
          <Card>
            <EmptyState
              heading={
                isNarrowed
                  ? "No item matches"
                  : tab === "artfiles"
                    ? "No artfile waits for your check"
                    : "No customer asked for changes"
              }
              image=""
            >
              <p>
                {isNarrowed
                  ? "Clear the search and choose everybody to see the whole list."
                  : tab === "artfiles"
                    ? "Artfiles appear here as soon as their artist presses Update and the order is complete."
                    : "What customers want changed appears here, to forward to the artist or to answer."}
              </p>
            </EmptyState>
          </Card>
        ) : null}
        <WorkCards cards={cards} reasons={reasons} onAct={act} onFiles={sendFiles} />
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}
