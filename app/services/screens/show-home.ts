import { databaseTime, noTransaction } from "../../adapters/db.ts";
import { listMembers, loneAdmin } from "../../adapters/rows/team/members.ts";
import { hasOrders, stepCounts, stepTimes, stuckItems } from "../../adapters/rows/orders/overview.ts";
import { readSettings } from "../../adapters/rows/shop/shops.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import {
  countUnheld,
  liftedOrders,
  unsettledOrders,
  type OrdersOfTask,
} from "../../adapters/rows/fulfilment/unsettled-orders.ts";
import { UNSETTLED_CAUSES, type UnsettledCause } from "../../domain/fulfilment/unsettled.ts";
import { openTasks } from "../../adapters/rows/shop/tasks.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { HomePage, ShopOverview, StuckCard, TaskCard } from "../../domain/screens/home-page.ts";
import { isOverdue } from "../../domain/screens/overdue.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { tellStanding } from "../../domain/workflow/standing.ts";
import { STEP_ROLE, STEPS, type Step } from "../../domain/words/steps.ts";
import { SHUT_OUT, TASKS } from "../../domain/screens/tasks.ts";
import { countQueue } from "./list-queue.ts";
import { showMachinery } from "./show-machinery.ts";
import { readStoreFacts } from "./store-facts.ts";

const MOST_STUCK = 10;
const MOST_TASKS = 20;
const MOST_ORDERS = 10;

/** Reads the home page of a member. */
export async function showHome({ shopId, actor }: { shopId: string; actor: ActingMember }): Promise<HomePage> {
  const isAlone = (await loneAdmin(noTransaction(), shopId)) === actor.memberId;
  const own = STEPS.filter((step) => STEP_ROLE[step] !== null && (isAlone || actor.roles.includes(STEP_ROLE[step])));
  // Whoever works alone need not wait until it is written down that the work is theirs.
  const filters = isAlone ? {} : { assigneeId: actor.memberId };
  const [counts, overview] = await Promise.all([
    Promise.all(own.map((step) => countQueue({ shopId, actor, step, filters }))),
    isManager(actor) ? readOverview(shopId, actor) : null,
  ]);
  return {
    mine: own.map((step, at) => ({ step, count: counts[at]! })),
    whose: isManager(actor) && !isAlone ? actor.memberId : null,
    overview,
  };
}

async function readOverview(shopId: string, actor: ActingMember): Promise<ShopOverview> {
  const { usualHours: usual } = await readSettings(shopId);
  const [steps, stuck, tasks, isUsed, machinery, store, unheld] = await Promise.all([
    stepCounts(shopId, usual),
    stuckItems(shopId, usual, MOST_STUCK),
    openTasks(shopId, MOST_TASKS, SHUT_OUT),
    hasOrders(shopId),
    showMachinery({ shopId }),
    readStoreFacts(shopId),
    countUnheld(shopId),
  ]);
  return {
    steps,
    stuck: { cards: await stuckCards(shopId, stuck.itemIds, usual), count: stuck.count, orders: stuck.orders },
    tasks: { cards: await taskCards(shopId, tasks.tasks, mayDo("open_task_files", actor)), count: tasks.count },
    unheld,
    isNew: !isUsed,
    machinery,
    store,
  };
}

async function stuckCards(shopId: string, itemIds: string[], usual: Record<Step, number | null>): Promise<StuckCard[]> {
  const [rows, members, now] = await Promise.all([stepTimes(shopId, itemIds), listMembers(shopId), databaseTime()]);
  const situations = await loadSituations(noTransaction(), shopId, [...new Set(rows.map(({ orderId }) => orderId))]);
  return rows.flatMap(({ id, orderId, stepSince }) => {
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

function taskCards(shopId: string, tasks: OpenTask[], mayOpenFiles: boolean): Promise<TaskCard[]> {
  return Promise.all(tasks.map(async (task) => taskCard(task, await ordersOf(shopId, task), mayOpenFiles)));
}

async function ordersOf(shopId: string, { kind, subject }: OpenTask): Promise<OrdersOfTask> {
  const cause = UNSETTLED_CAUSES.find((one) => one === subject);
  if (kind === "not_settled" && cause) return unsettledOrders(shopId, cause, MOST_ORDERS);
  return kind === "hold_lifted" ? liftedOrders(shopId, MOST_ORDERS) : { orders: [], count: 0 };
}

function taskCard(
  { id, kind, subject, details, orderId, orderName, createdAt }: OpenTask,
  { orders, count }: OrdersOfTask,
  mayOpenFiles: boolean,
): TaskCard {
  const { title, advice, answers } = TASKS[kind];
  const text = (name: string) => (typeof details[name] === "string" ? details[name] : "");
  return {
    id,
    ...(count > 0 ? { orderId: null, orderName: null } : { orderId, orderName }),
    orders,
    orderCount: count,
    list: count === 0 ? null : kind === "hold_lifted" ? "lifted" : { unsettled: subject as UnsettledCause },
    advice: [text("cause"), advice].filter(Boolean).join(" "),
    title: title(text("email") || text("about")),
    said: text("message"),
    at: createdAt.toISOString(),
    answers: [...answers],
    hasFile: mayOpenFiles && kind === "customer_data_request" && text("storageKey") !== "",
  };
}
