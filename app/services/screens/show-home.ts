import { noTransaction } from "../../adapters/db.ts";
import { loneAdmin } from "../../adapters/rows/team/members.ts";
import { stepCounts, stuckItems, type StuckItem } from "../../adapters/rows/orders/overview.ts";
import { readHomeFacts, type HomeFacts } from "../../adapters/rows/shop/home-facts.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import {
  countUnheld,
  ordersOfTasks,
  type ManyOrders,
  type OrdersOfTask,
} from "../../adapters/rows/fulfilment/unsettled-orders.ts";
import { UNSETTLED_CAUSES, type UnsettledCause } from "../../domain/fulfilment/unsettled.ts";
import { unclearEmails, type UnclearEmails } from "../../adapters/mail/unclear-emails.ts";
import { openTasks } from "../../adapters/rows/shop/tasks.ts";
import { loneAdminAmong } from "../../domain/team/team.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { HomePage, ShopOverview, StuckCard, TaskCard } from "../../domain/screens/home-page.ts";
import { isOverdue } from "../../domain/screens/overdue.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { tellStanding } from "../../domain/workflow/standing.ts";
import { STEP_ROLE, STEPS } from "../../domain/words/steps.ts";
import { SHUT_OUT, TASKS } from "../../domain/screens/tasks.ts";
import { countQueues } from "./list-queue.ts";
import { showMachinery } from "./show-machinery.ts";
import { showStart } from "./show-start.ts";
import { storeFactsOf } from "./store-facts.ts";

const MOST_STUCK = 10;
const MOST_TASKS = 20;
const MOST_ORDERS = 10;

/** Reads the home page of a member. */
export async function showHome({ shopId, actor }: { shopId: string; actor: ActingMember }): Promise<HomePage> {
  const facts = isManager(actor) ? await readHomeFacts(shopId) : null;
  const alone = facts ? loneAdminAmong(facts.members) : await loneAdmin(noTransaction(), shopId);
  const isAlone = alone === actor.memberId;
  const own = STEPS.filter((step) => STEP_ROLE[step] !== null && (isAlone || actor.roles.includes(STEP_ROLE[step])));
  // Whoever works alone need not wait until it is written down that the work is theirs.
  const filters = isAlone ? {} : { assigneeId: actor.memberId };
  const [counts, overview] = await Promise.all([
    countQueues(own.map((step) => ({ shopId, actor, step, filters }))),
    facts && readOverview(shopId, actor, facts),
  ]);
  return {
    mine: own.map((step, at) => ({ step, count: counts[at]! })),
    whose: isManager(actor) && !isAlone ? actor.memberId : null,
    overview,
  };
}

async function readOverview(shopId: string, actor: ActingMember, facts: HomeFacts): Promise<ShopOverview> {
  const { usualHours: usual, stored, storefront, hasOrders } = facts;
  const [steps, stuck, tasks, machinery, unheld, start] = await Promise.all([
    stepCounts(shopId, usual),
    stuckItems(shopId, usual, MOST_STUCK),
    openTasks(shopId, MOST_TASKS, SHUT_OUT),
    showMachinery({ shopId }),
    countUnheld(shopId),
    showStart(shopId, facts),
  ]);
  const hasItems = steps.some(({ here, waiting }) => here + waiting > 0);
  return {
    steps,
    stuck: { cards: await stuckCards(shopId, stuck, facts), count: stuck.count, orders: stuck.orders },
    tasks: { cards: await taskCards(shopId, tasks.tasks, mayDo("open_task_files", actor)), count: tasks.count },
    // What a shop that is about to leave takes back is not to be held any more.
    unheld: start.stage === "leaving" ? 0 : unheld,
    start,
    isNew: !hasItems && !hasOrders,
    machinery,
    store: storeFactsOf(storefront),
    stored,
  };
}

async function stuckCards(
  shopId: string,
  { items, now }: { items: StuckItem[]; now: Date },
  { usualHours: usual, members }: HomeFacts,
): Promise<StuckCard[]> {
  if (items.length === 0) return [];
  const orderIds = [...new Set(items.map(({ orderId }) => orderId))];
  const situations = await loadSituations(noTransaction(), shopId, orderIds);
  return items.flatMap(({ id, orderId, stepSince }) => {
    const situation = situations.get(orderId);
    const item = situation?.items.find((one) => one.id === id);
    if (!situation || !item) return [];
    const waits = tellStanding(item, situation, {
      nameOf: (memberId) => members.find((member) => member.id === memberId)?.name,
    });
    const isLate = isOverdue(item.step, stepSince.getTime(), now.getTime(), usual);
    return [
      {
        itemId: id,
        orderId,
        orderName: situation.orderName,
        itemNumber: item.number,
        step: item.step,
        since: stepSince.toISOString(),
        why: isLate ? `${waits}, longer than usual` : waits,
      },
    ];
  });
}

type OpenTask = Awaited<ReturnType<typeof openTasks>>["tasks"][number];

async function taskCards(shopId: string, tasks: OpenTask[], mayOpenFiles: boolean): Promise<TaskCard[]> {
  const [many, emails] = await Promise.all([
    ordersOfTasks(shopId, [...new Set(tasks.map(manyOf).filter((why) => why !== null))], MOST_ORDERS),
    tasks.some(({ kind }) => kind === "emails_unknown") ? unclearEmails(shopId, MOST_ORDERS) : null,
  ]);
  const ordersOf = (task: OpenTask): About => {
    const why = manyOf(task);
    return (task.kind === "emails_unknown" ? emails : why && many.get(why)) ?? { orders: [], count: 0 };
  };
  return tasks.map((task) => taskCard(task, ordersOf(task), mayOpenFiles));
}

type About = OrdersOfTask & Partial<Pick<UnclearEmails, "emails" | "since">>;

/** Of which orders a task is that is about many; null where it names its one itself, or is about emails. */
function manyOf({ kind, subject }: OpenTask): ManyOrders | null {
  if (kind === "not_settled") return UNSETTLED_CAUSES.find((one) => one === subject) ?? null;
  return kind === "hold_lifted" ? "lifted" : null;
}

function taskCard(
  { id, kind, subject, details, orderId, orderName, createdAt }: OpenTask,
  { orders, count, emails, since }: About,
  mayOpenFiles: boolean,
): TaskCard {
  const { title, advice, answers, words = {} } = TASKS[kind];
  const text = (name: string) => (typeof details[name] === "string" ? details[name] : "");
  return {
    id,
    ...(count > 0 ? { orderId: null, orderName: null } : { orderId, orderName }),
    orders,
    orderCount: count,
    list: count === 0 ? null : listOf(kind, subject),
    words,
    advice: [text("cause"), advice].filter(Boolean).join(" "),
    title: title(emails === undefined ? text("email") || text("about") : String(emails)),
    said: text("message"),
    at: (since ?? createdAt).toISOString(),
    answers: [...answers],
    hasFile: mayOpenFiles && kind === "customer_data_request" && text("storageKey") !== "",
  };
}

function listOf(kind: OpenTask["kind"], subject: string): TaskCard["list"] {
  if (kind === "hold_lifted") return "lifted";
  return kind === "not_settled" ? { unsettled: subject as UnsettledCause } : null;
}
