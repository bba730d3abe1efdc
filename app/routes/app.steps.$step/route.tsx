import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, InlineStack, Page } from "@shopify/polaris";
import { countWords } from "../../domain/words/counts.ts";
import { ROLE_NAMES } from "../../domain/words/roles.ts";
import { isStep, QUEUE_ROLE, STEP_NAMES } from "../../domain/words/steps.ts";
import { listQueue } from "../../services/screens/list-queue.ts";
import { listReasons } from "../../services/screens/list-reasons.ts";
import { listAssignees, readWho } from "../../services/team/list-assignees.ts";
import { requireStep } from "../who/staff.ts";
import { useAct } from "../../ui/acts/use-act.ts";
import { Pager } from "../../ui/lists/pager.tsx";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";
import { WhoFilter } from "../../ui/lists/who-filter.tsx";
import { WorkCards } from "../../ui/lists/work-card.tsx";
import { Inset } from "../../ui/pages/inset.tsx";

/** The queue of any step, with what its row of the workflow allows: where a step has no page of its own, this is it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { step } = params;
  if (!isStep(step)) throw new Response(null, { status: 404 });
  const { shop, actor } = await requireStep(request, step);
  const { searchParams } = new URL(request.url);
  const words = searchParams.get("q") ?? "";
  const role = QUEUE_ROLE[step];
  const [list, reasons, members] = await Promise.all([
    listQueue({
      shopId: shop.id,
      actor,
      step,
      filters: { words, assigneeId: readWho(searchParams.get("who")) },
      after: searchParams.get("after"),
    }),
    listReasons(shop.id),
    listAssignees(shop.id, actor, role),
  ]);
  const isNarrowed = words !== "" || searchParams.has("who");
  return json({ ...list, name: STEP_NAMES[step], role: role && ROLE_NAMES[role], reasons, members, words, isNarrowed });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.name ?? "Step"} · Proofline` }];

export default function StepQueue() {
  const { cards, count, next, name, role, reasons, members, words, isNarrowed } = useLoaderData<typeof loader>();
  const { act, sendFiles } = useAct();
  return (
    <Page title={name} subtitle={count === 1 ? "1 item" : `${countWords(count)} items`}>
      <BlockStack gap="400">
        <Inset>
          <InlineStack gap="300" align="space-between" blockAlign="center">
            <QueueSearch words={words} label="Find an order, product or file name" />
            {role === null ? null : <WhoFilter label={role} members={members} />}
          </InlineStack>
        </Inset>
        {cards.length === 0 ? (
          <Card>
            <EmptyState heading={isNarrowed ? "No item matches" : "Nothing waits here"} image="">
              <p>
                {isNarrowed
                  ? "Clear the search and choose everybody to see the whole list."
                  : "Items appear here as soon as they come into this step."}
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
