import { db, noTransaction } from "../../adapters/db.ts";
import { listMembers } from "../../adapters/rows/members.ts";
import { stepCounts, stuckItems } from "../../adapters/rows/overview.ts";
import { loadSituations } from "../../adapters/rows/situations.ts";
import { openTasks } from "../../adapters/rows/tasks.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import { mayOpen } from "../../domain/team/can-see.ts";
import type { HomePage, ShopOverview, StuckCard, TaskCard } from "../../domain/screens/home-page.ts";
import { isOverdue, usualHours } from "../../domain/screens/overdue.ts";
import type { Role } from "../../domain/words/roles.ts";
import { tellStanding } from "../../domain/workflow/standing.ts";
import { STEP_ROLE, STEPS } from "../../domain/words/steps.ts";
import { TASKS } from "../../domain/screens/tasks.ts";
import { countQueue } from "./list-queue.ts";

const MOST_STUCK = 10;
const MOST_TASKS = 20;

type Viewer = { id: string; roles: readonly Role[] };

/** Reads the home page of a member. */
export async function showHome({ shopId, member }: { shopId: string; member: Viewer }): Promise<HomePage> {
  const own = STEPS.filter((step) => STEP_ROLE[step] !== null && member.roles.includes(STEP_ROLE[step]));
  const [counts, overview] = await Promise.all([
    Promise.all(own.map((step) => countQueue({ shopId, member, step, filters: { assigneeId: member.id } }))),
    isManager(member) ? readOverview(shopId, member) : null,
  ]);
  return { mine: own.map((step, at) => ({ step, count: counts[at]! })), overview };
}

async function readOverview(shopId: string, member: Viewer): Promise<ShopOverview> {
  const shop = await db().shop.findUniqueOrThrow({ where: { id: shopId }, select: { usualHours: true } });
  const usual = usualHours(shop.usualHours as Record<string, unknown>);
  const [steps, stuck, tasks, order] = await Promise.all([
    stepCounts(shopId, usual),
    stuckItems(shopId, usual, MOST_STUCK),
    openTasks(shopId, MOST_TASKS),
    db().order.findFirst({ where: { shopId }, select: { id: true } }),
  ]);
  return {
    steps,
    stuck: { cards: await stuckCards(shopId, stuck.itemIds, usual), count: stuck.count },
    tasks: { cards: tasks.tasks.map((task) => taskCard(task, mayOpen("team", member.roles))), count: tasks.count },
    isNew: order === null,
  };
}

async function stuckCards(
  shopId: string,
  itemIds: string[],
  usual: ReturnType<typeof usualHours>,
): Promise<StuckCard[]> {
  const [rows, members] = await Promise.all([
    db().item.findMany({
      where: { shopId, id: { in: itemIds } },
      select: { id: true, orderId: true, stepSince: true },
    }),
    listMembers(shopId),
  ]);
  const situations = await loadSituations(noTransaction(), shopId, [...new Set(rows.map(({ orderId }) => orderId))]);
  const cards = rows.flatMap(({ id, orderId, stepSince }) => {
    const situation = situations.get(orderId);
    const item = situation?.items.find((one) => one.id === id);
    if (!situation || !item) return [];
    const waits = tellStanding(item, situation, (memberId) => members.find((member) => member.id === memberId)?.name);
    const why = isOverdue(item.step, stepSince.getTime(), Date.now(), usual) ? `${waits}, longer than usual` : waits;
    return [
      {
        itemId: id,
        orderId,
        orderName: situation.orderName,
        itemNumber: item.number,
        step: item.step,
        since: stepSince.toISOString(),
        why,
      },
    ];
  });
  return cards.toSorted((a, b) => itemIds.indexOf(a.itemId) - itemIds.indexOf(b.itemId));
}

type OpenTask = Awaited<ReturnType<typeof openTasks>>["tasks"][number];

function taskCard({ id, kind, details, orderId, orderName, createdAt }: OpenTask, isAdmin: boolean): TaskCard {
  const { title, advice, answers } = TASKS[kind];
  const text = (name: string) => (typeof details[name] === "string" ? details[name] : "");
  return {
    id,
    orderId,
    orderName,
    advice,
    title: title(text("email")),
    said: text("message"),
    at: createdAt.toISOString(),
    answers: [...answers],
    hasFile: isAdmin && kind === "customer_data_request" && text("storageKey") !== "",
  };
}
