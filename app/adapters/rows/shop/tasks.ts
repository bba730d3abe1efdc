import type { Prisma, Task as TaskRow } from "@prisma/client";
import { OF_MANY_ORDERS, TASK_KINDS, type TaskKind } from "../../../domain/screens/tasks.ts";
import { databaseTime, db, tables, type Tx } from "../../db.ts";

/** Opens a task for managers; one per kind and subject, an ended one is opened again. Gives its id. */
export async function openTask(
  tx: Tx,
  task: { shopId: string; kind: TaskKind; subject: string; orderId: string | null; details?: Prisma.InputJsonObject },
): Promise<string> {
  const { shopId, kind, subject, orderId, details = {} } = task;
  const { id } = await tables(tx).task.upsert({
    where: { shopId_kind_subject: { shopId, kind, subject } },
    create: { shopId, kind, subject, orderId, details },
    update: { details, orderId, closedAt: null },
    select: { id: true },
  });
  return id;
}

/** Notes when the shop was written to about an open task, or (null) that it was not after all; false when it had been, or the task is over. */
export async function markTold(shopId: string, taskId: string, at: Date | null): Promise<boolean> {
  const told = at ? { toldAt: at.toISOString() } : {};
  const count = await db().$executeRaw`
    UPDATE "Task" SET details = (details - 'toldAt') || ${JSON.stringify(told)}::jsonb
    WHERE "shopId" = ${shopId}::uuid AND id = ${taskId}::uuid AND "closedAt" IS NULL
      AND (${at === null}::boolean OR NOT details ? 'toldAt')`;
  return count > 0;
}

/** A task as read; `details` holds what its kind needs. */
export type Task = Pick<TaskRow, "id" | "orderId" | "subject" | "createdAt" | "closedAt"> & {
  kind: TaskKind;
  details: Record<string, unknown>;
  orderName: string | null;
};

// What is about one order in shadow can wait until the shop starts with it.
const AT_HAND = [{ orderId: null }, { kind: { in: [...OF_MANY_ORDERS] } }, { order: { isOurs: true } }];

/** The open tasks of a shop but those of orders in shadow and of some kinds, oldest first, at most this many, and how many there are in all. */
export async function openTasks(
  shopId: string,
  limit: number,
  but: readonly TaskKind[] = [],
): Promise<{ tasks: Task[]; count: number }> {
  const where = { shopId, closedAt: null, kind: { notIn: [...but] }, OR: AT_HAND };
  const rows = await db().task.findMany({
    where,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
    include: { order: { select: { name: true } } },
  });
  const count = rows.length < limit ? rows.length : await db().task.count({ where });
  return { tasks: rows.flatMap(toTask), count };
}

/** One task of the shop; null when it has none of that id. */
export async function taskById(shopId: string, taskId: string): Promise<Task | null> {
  const row = await db().task.findUnique({
    where: { shopId_id: { shopId, id: taskId } },
    include: { order: { select: { name: true } } },
  });
  return row ? (toTask(row)[0] ?? null) : null;
}

/** What the tasks of a kind are about, those that have ended too. */
export async function taskSubjects(shopId: string, kind: TaskKind): Promise<string[]> {
  const rows = await db().task.findMany({ where: { shopId, kind }, select: { subject: true } });
  return rows.map(({ subject }) => subject);
}

/** Takes a task away altogether: what it was about is as if it had never been. */
export async function dropTask(tx: Tx, shopId: string, kind: TaskKind, subject: string): Promise<void> {
  await tables(tx).task.deleteMany({ where: { shopId, kind, subject } });
}

/** Ends a task; nothing when it has ended before. */
export async function closeTask(shopId: string, taskId: string): Promise<void> {
  const closedAt = await databaseTime();
  await db().task.updateMany({ where: { shopId, id: taskId, closedAt: null }, data: { closedAt } });
}

/** Ends the open task of this kind and subject, if there is one. */
export async function closeTaskAbout(shopId: string, kind: TaskKind, subject: string): Promise<void> {
  const closedAt = await databaseTime();
  await db().task.updateMany({ where: { shopId, kind, subject, closedAt: null }, data: { closedAt } });
}

/** Whether an open task of the shop is of one of these kinds. */
export async function isTaskOpen(shopId: string, kinds: readonly TaskKind[]): Promise<boolean> {
  return (await db().task.count({ where: { shopId, kind: { in: [...kinds] }, closedAt: null } })) > 0;
}

/** Ends the open tasks of these kinds, whatever they are about. */
export async function closeTasksOfKinds(tx: Tx, shopId: string, kinds: readonly TaskKind[]): Promise<void> {
  await tables(tx).task.updateMany({
    where: { shopId, kind: { in: [...kinds] }, closedAt: null },
    data: { closedAt: await databaseTime(tx) },
  });
}

/** Ends every open task about a subject. */
export async function closeTasksAbout(tx: Tx, shopId: string, subject: string, at: Date): Promise<void> {
  await tables(tx).task.updateMany({ where: { shopId, subject, closedAt: null }, data: { closedAt: at } });
}

/** Ends every open task about an order alone. */
export async function closeTasksOfOrder(tx: Tx, shopId: string, orderId: string, at: Date): Promise<void> {
  await tables(tx).task.updateMany({
    where: { shopId, orderId, closedAt: null, kind: { notIn: [...OF_MANY_ORDERS] } },
    data: { closedAt: at },
  });
}

/** Ends the tasks of these kinds about a subject at this time, those that ended earlier too. */
export async function closeTasksOf(
  tx: Tx,
  { shopId, subject, kinds }: { shopId: string; subject: string; kinds: readonly TaskKind[] },
  at: Date,
): Promise<void> {
  await tables(tx).task.updateMany({ where: { shopId, subject, kind: { in: [...kinds] } }, data: { closedAt: at } });
}

function toTask(row: TaskRow & { order: { name: string } | null }): Task[] {
  const kind = TASK_KINDS.find((one) => one === row.kind);
  if (!kind) return [];
  const { id, orderId, subject, createdAt, closedAt } = row;
  return [
    {
      id,
      orderId,
      subject,
      createdAt,
      closedAt,
      kind,
      details: row.details as Record<string, unknown>,
      orderName: row.order?.name ?? null,
    },
  ];
}
