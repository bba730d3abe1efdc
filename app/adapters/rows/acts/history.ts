import { stored, storedOrNull } from "../stored.ts";
import { type Step, STEPS } from "../../../domain/words/steps.ts";
import { HISTORY_EVENTS, type HistoryEvent, type Told } from "../../../domain/workflow/history.ts";
import type { History as HistoryRow, Prisma } from "@prisma/client";
import type { Actor } from "../../../domain/words/actors.ts";
import { db, tables, type Tx } from "../../db.ts";

/** A line of history to be written; texts are plain, `subject` as the event has it (app/domain/workflow/history.ts). */
export type NewHistory = {
  orderId: string;
  itemId: string | null;
  event: HistoryEvent;
  fromStep?: Step | null;
  toStep?: Step | null;
  readyFor?: Step | null;
  note?: string | null;
  subject?: string | null;
  forCustomer?: boolean;
  /** The item's change count after this event: what a stale screen is compared with. */
  changeCount?: number;
};

/** Writes lines of history, all by one actor and of one act. */
export async function appendHistory(
  tx: Tx,
  by: { shopId: string; actor: Actor; actId?: string | null; at?: Date },
  lines: readonly NewHistory[],
): Promise<void> {
  if (lines.length === 0) return;
  await tables(tx).history.createMany({
    data: lines.map(({ orderId, itemId, event, fromStep = null, toStep = null, ...details }) => ({
      shopId: by.shopId,
      orderId,
      itemId,
      event,
      fromStep,
      toStep,
      details: withoutEmpty(details),
      actorKind: by.actor.kind,
      memberId: by.actor.kind === "member" ? by.actor.memberId : null,
      actId: by.actId ?? null,
      ...(by.at ? { at: by.at } : {}),
    })),
  });
}

/** A line of history as read: when, of which item, and what its sentence needs. */
export type HistoryLine = { id: string; at: Date; itemId: string | null; event: HistoryEvent; told: Told };

const PLACE_OF_NAME = { customer: "The customer", system: "Proofline" } as const;

/** History of an order or one of its items, oldest first; `sinceCount` leaves out what an item's screen with that change count has seen. */
export async function readHistory(
  tx: Tx | undefined,
  where: { shopId: string; orderId?: string; itemId?: string; sinceCount?: number },
  limit = 500,
): Promise<HistoryLine[]> {
  const { sinceCount, ...place } = where;
  const client = tx ?? db();
  const rows = await tables(client).history.findMany({
    where: { ...place, ...(sinceCount === undefined ? {} : { details: { path: ["changeCount"], gt: sinceCount } }) },
    orderBy: { id: "desc" },
    take: limit,
  });
  return readLines(client, where.shopId, rows.reverse());
}

/** For each of these items the line that brought it into a step last; items that no line brought there are absent. */
export async function lastArrivals(
  shopId: string,
  itemIds: readonly string[],
  step: Step,
): Promise<Map<string, HistoryLine>> {
  const rows = await db().$queryRaw<(HistoryRow & { name: string | null })[]>`
    SELECT last.*, m.name FROM unnest(${[...itemIds]}::uuid[]) listed
      CROSS JOIN LATERAL (
        SELECT * FROM "History" h WHERE h."shopId" = ${shopId}::uuid AND h."itemId" = listed AND h."toStep" = ${step}
        ORDER BY h.id DESC LIMIT 1) last
      LEFT JOIN "Member" m ON m."shopId" = last."shopId" AND m.id = last."memberId"`;
  return new Map(rows.map((row) => [row.itemId!, toLine(row, row.name)]));
}

async function readLines(client: Tx, shopId: string, rows: readonly HistoryRow[]): Promise<HistoryLine[]> {
  const ids = [...new Set(rows.flatMap((row) => row.memberId ?? []))];
  const members = await tables(client).member.findMany({
    where: { shopId, id: { in: ids } },
    select: { id: true, name: true },
  });
  const names = new Map(members.map((member) => [member.id, member.name]));
  return rows.map((row) => toLine(row, names.get(row.memberId ?? "") ?? null));
}

function toLine(row: HistoryRow, name: string | null): HistoryLine {
  const details = row.details as Partial<Told>;
  return {
    id: String(row.id),
    at: row.at,
    itemId: row.itemId,
    event: stored(HISTORY_EVENTS, row.event, "History.event"),
    told: {
      who: PLACE_OF_NAME[row.actorKind as keyof typeof PLACE_OF_NAME] ?? name ?? "Someone who left",
      fromStep: storedOrNull(STEPS, row.fromStep, "History.fromStep"),
      toStep: storedOrNull(STEPS, row.toStep, "History.toStep"),
      readyFor: details.readyFor ?? null,
      note: details.note ?? null,
      subject: details.subject ?? null,
      forCustomer: details.forCustomer ?? false,
    },
  };
}

function withoutEmpty(details: object): Prisma.InputJsonObject {
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined && value !== null && value !== false),
  );
}
