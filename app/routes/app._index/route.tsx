import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page } from "@shopify/polaris";
import { z } from "zod";
import { mayFindByCustomer } from "../../domain/team/can-see.ts";
import { STARTS } from "../../domain/shop/shadow.ts";
import { startedWords } from "../../domain/shop/start-shown.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Said } from "../../domain/words/said.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { TRY_AGAIN } from "../../domain/screens/given-up.ts";
import { TASK_ANSWER_SAID, TASK_ANSWERS } from "../../domain/screens/tasks.ts";
import { answerTask } from "../../services/screens/answer-task.ts";
import { tryAgain } from "../../services/screens/try-again.ts";
import { startShop } from "../../services/shop/start-shop.ts";
import { showHome } from "../../services/screens/show-home.ts";
import { requirePage } from "../who/staff.ts";
import { answerForm } from "../who/sent-form.ts";
import { OrderSearch } from "../../ui/lists/order-search.tsx";
import { AccessLog } from "./access-log.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { AllRuns, Troubles } from "./machinery.tsx";
import { MyWork } from "./my-work.tsx";
import { NoRole } from "./no-role.tsx";
import { StoreLocked } from "./store-locked.tsx";
import { StoredFiles } from "./stored-files.tsx";
import { StartCard } from "./start-card.tsx";
import { StartTold } from "./start-told.tsx";
import { StepCounts } from "./step-counts.tsx";
import { Stuck } from "./stuck.tsx";
import { Tasks } from "./tasks.tsx";
import { Unheld } from "./unheld.tsx";
import { STEPS } from "../../domain/words/steps.ts";
import { useLive } from "../../ui/pages/use-live.ts";

/** It looks at the whole shop. */
const COUNTED_EVERY_MS = 20_000;

export const meta: MetaFunction = () => [{ title: "Home · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, member, actor } = await requirePage(request, "home");
  const { name, roles } = member;
  return json({
    name,
    roles,
    findsByCustomer: mayFindByCustomer(roles),
    ...(await showHome({ shopId: shop.id, actor })),
  });
}

const answer = z.object({ taskId: z.string(), as: z.enum(TASK_ANSWERS) });

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "home");
  const form = await request.formData();
  const by = { shopId: shop.id, actor };
  return answerForm(form, by, async () => {
    if (form.get("intent") === "start") return letStart(form, by);
    if (form.get("as") === TRY_AGAIN) return tryAgain(by);
    const read = answer.safeParse(Object.fromEntries(form));
    if (!read.success) return { said: "The form could not be read. Reload the page and try again.", isRefused: true };
    const settled = await answerTask({ ...by, ...read.data });
    return "refused" in settled
      ? { said: REFUSAL_WORDS[settled.refused], isRefused: true }
      : { said: settled.said ?? TASK_ANSWER_SAID[read.data.as], isRefused: false };
  });
}

const wish = z.object({ with: z.enum(STARTS), orderIds: z.string().max(20_000) });

async function letStart(form: FormData, by: { shopId: string; actor: ActingMember }): Promise<Said> {
  const read = wish.safeParse(Object.fromEntries(form));
  if (!read.success) return { said: "The form could not be read. Reload the page and try again.", isRefused: true };
  const started = await startShop({ ...by, with: read.data.with, orderIds: read.data.orderIds.split(",") });
  return "refused" in started
    ? { said: REFUSAL_WORDS[started.refused], isRefused: true }
    : { said: startedWords(started.orders), isRefused: false };
}

export default function Home() {
  const { name, roles, findsByCustomer, mine, whose, overview } = useLoaderData<typeof loader>();
  useLive([...STEPS, "hold"], COUNTED_EVERY_MS);
  if (roles.length === 0) return <NoRole name={name} />;
  const isAdmin = roles.includes("admin");
  const hasStarted = overview?.start.stage !== "shadow";
  return (
    <Page title="Home">
      <BlockStack gap="400">
        {overview ? <Troubles troubles={overview.machinery.troubles} /> : null}
        {overview ? <StartTold start={overview.start} /> : null}
        {overview && !hasStarted ? <StartCard start={overview.start} isAdmin={isAdmin} /> : null}
        <Card>
          <OrderSearch findsByCustomer={findsByCustomer} />
        </Card>
        {overview?.store.hasPassword ? <StoreLocked /> : null}
        {overview && overview.unheld > 0 ? <Unheld count={overview.unheld} /> : null}
        {overview?.isNew ? (
          <FirstSteps isAdmin={isAdmin} hasStarted={hasStarted} blockLink={overview.store.blockLink} />
        ) : null}
        {hasStarted && mine.length > 0 ? <MyWork mine={mine} whose={whose} /> : null}
        {overview && overview.tasks.count > 0 ? <Tasks tasks={overview.tasks} /> : null}
        {overview && hasStarted ? <StepCounts steps={overview.steps} /> : null}
        {overview && hasStarted ? <StartCard start={overview.start} isAdmin={isAdmin} /> : null}
        {overview && hasStarted && !overview.isNew ? <Stuck stuck={overview.stuck} /> : null}
        {overview && overview.machinery.troubles.length === 0 ? <AllRuns toldAt={overview.machinery.toldAt} /> : null}
        {overview?.stored ? <StoredFiles stored={overview.stored} /> : null}
        {overview && !overview.isNew ? <AccessLog /> : null}
      </BlockStack>
    </Page>
  );
}
