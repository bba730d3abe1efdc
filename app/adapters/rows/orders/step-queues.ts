import { Prisma } from "@prisma/client";
import type { PageKey } from "../../../domain/words/page-key.ts";
import type { Step } from "../../../domain/words/steps.ts";
import type { WorkingRole } from "../../../domain/words/roles.ts";
import type { ListedItem } from "../../../domain/acting/choose-for-batch.ts";
import { db, noTransaction, tables, type Tx } from "../../db.ts";
import { MOST_COUNTED } from "../../../domain/words/counts.ts";
import { plainText } from "../../../domain/words/plain-text.ts";

/** What a queue is narrowed to; absent means no narrowing. */
export type QueueFilters = {
  /** Only orders assigned to this member in the step's role; `none` = assigned to nobody. */
  assigneeId?: string | "none";
  reasonId?: string;
  /** A fulfilment sub-folder; `none` = in no folder. */
  folderId?: string | "none";
  rework?: "new" | "customer" | "quality_control";
  /** Items of this order name, product, customer or file name. */
  words?: string;
  /** Items that finished the step and wait for siblings, instead of those to be worked on. */
  isWaiting?: boolean;
  isSentToPrinter?: boolean;
  /** Items with a customer's request that is neither forwarded nor answered, or those without. */
  hasOpenRevision?: boolean;
};

export type QueueRequest = {
  shopId: string;
  step: Step;
  /** Only orders assigned to this member in this role; null for those who see all. */
  ownedBy: { memberId: string; role: WorkingRole } | null;
  /** The role whose assignee `filters.assigneeId` speaks of. */
  role: WorkingRole | null;
  /** Whether words are also looked for in the customer's name and e-mail address. */
  findsByCustomer: boolean;
  filters: QueueFilters;
};

/** What a list tells beside its page: how many items these queues hold, and the orders of a queue's items on all its pages. */
type Beside = { counts?: readonly QueueRequest[]; countTo?: number; orders?: { request: QueueRequest; limit: number } };

/**
 * The ids of one page of a queue and the key of the next page or null: oldest first, and of those that came at once by order,
 * so that one order's items stand together. Items inside an undo window are left out. With it, of one moment, what is told beside it:
 * `counts` in the order asked for, each at most one more than `countTo`, and `orderIds`, each once in the queue's order.
 */
export async function queuePage(
  request: QueueRequest,
  after: PageKey | null,
  limit: number,
  { counts = [], countTo = MOST_COUNTED, orders }: Beside = {},
): Promise<{ ids: string[]; next: PageKey | null; counts: number[]; orderIds: string[] }> {
  // The key's item may have moved on meanwhile; its order and number never change. The first condition lets the index skip what lies before.
  const later = after
    ? Prisma.sql`AND i."stepSince" >= ${after.since}::timestamptz AND (i."stepSince", o."placedAt", i."orderId", i.number) > (
        SELECT ${after.since}::timestamptz, last_o."placedAt", last."orderId", last.number
        FROM "Item" last JOIN "Order" last_o ON last_o."shopId" = last."shopId" AND last_o.id = last."orderId"
        WHERE last."shopId" = ${request.shopId}::uuid AND last.id = ${after.id}::uuid)`
    : Prisma.empty;
  const page = Prisma.sql`
    SELECT i.id, i."stepSince" AS since FROM ${ITEMS_AND_ORDERS} WHERE ${inQueue(request)} ${later}
    ORDER BY i."stepSince", o."placedAt", i."orderId", i.number LIMIT ${limit + 1}`;
  const ofOrders = orders
    ? Prisma.sql`SELECT i."orderId" FROM ${ITEMS_AND_ORDERS} WHERE ${inQueue(orders.request)}
        GROUP BY i."orderId", o."placedAt" ORDER BY min(i."stepSince"), o."placedAt", i."orderId" LIMIT ${orders.limit}`
    : Prisma.sql`SELECT NULL::uuid WHERE false`;
  const [row] = await db().$queryRaw<
    { ids: string[] | null; since: Date[] | null; counts: number[]; orderIds: string[] }[]
  >`
    WITH page AS MATERIALIZED (SELECT *, row_number() OVER () AS place FROM (${page}) listed)
    SELECT (SELECT array_agg(id ORDER BY place) FROM page) AS ids, (SELECT array_agg(since ORDER BY place) FROM page) AS since,
      ARRAY[${Prisma.join([Prisma.sql`0`, ...counts.map((queue) => Prisma.sql`(${countOf(queue, countTo)})`)])}]::int[] AS counts,
      ARRAY(${ofOrders}) AS "orderIds"`;
  const [ids, since] = [row?.ids ?? [], row?.since ?? []];
  return {
    ids: ids.slice(0, limit),
    next: ids.length > limit ? { since: since[limit - 1]!.toISOString(), id: ids[limit - 1]! } : null,
    counts: row!.counts.slice(1),
    orderIds: row!.orderIds,
  };
}

/** How many items each of these queues holds; at most `MOST_COUNTED + 1`, which is more than is counted. */
export async function queueCounts(requests: readonly QueueRequest[]): Promise<number[]> {
  if (requests.length === 0) return [];
  const counts = requests.map((request) => Prisma.sql`(${countOf(request, MOST_COUNTED)})`);
  const [row] = await db().$queryRaw<{ counts: number[] }[]>`SELECT ARRAY[${Prisma.join(counts)}] AS counts`;
  return row!.counts;
}

const ITEMS_AND_ORDERS = Prisma.sql`"Item" i JOIN "Order" o ON o."shopId" = i."shopId" AND o.id = i."orderId"`;

function countOf(request: QueueRequest, most: number): Prisma.Sql {
  return Prisma.sql`SELECT count(*)::int AS count FROM (
    SELECT 1 FROM ${ITEMS_AND_ORDERS} WHERE ${inQueue(request)} LIMIT ${most + 1}) counted`;
}

/** The items of a queue on all its pages, in its order, at most so many, each with since when it is there and what was changed of it last. */
export async function itemsInQueue(tx: Tx, request: QueueRequest, limit: number): Promise<ListedItem[]> {
  // An item can come into a narrowed list by being given to somebody.
  const { role, ownedBy, filters } = request;
  const givenTo = [
    ...(ownedBy ? [ownedBy.memberId] : []),
    ...(filters.assigneeId && filters.assigneeId !== "none" ? [filters.assigneeId] : []),
  ];
  return tables(tx).$queryRaw<ListedItem[]>`
    SELECT i.id AS "itemId", i."orderId", i."changeCount",
      greatest(i."stepSince", i."visibleAt", i."createdAt", (
        SELECT max(a."assignedAt") FROM "Assignment" a WHERE a."shopId" = i."shopId" AND a."orderId" = i."orderId"
          AND a.role = ${role} AND a."memberId" = ANY(${givenTo}::uuid[]))) AS "listedSince",
      greatest(i."changedAt", max(p."drawnAt")) AS "changedAt",
      coalesce(array_agg(p."thumbKey" IS NOT NULL) FILTER (WHERE p.id IS NOT NULL), '{}') AS pictures
    FROM "Item" i JOIN "Order" o ON o."shopId" = i."shopId" AND o.id = i."orderId"
      LEFT JOIN "Photo" p ON p."shopId" = i."shopId" AND p."itemId" = i.id AND p.version = i."photoVersion"
    WHERE ${inQueue(request)}
    GROUP BY i."shopId", i.id, o."placedAt"
    ORDER BY i."stepSince", o."placedAt", i."orderId", i.number LIMIT ${limit}`;
}

/**
 * A moment from which on whatever a list that is read now cannot see will have happened: what is written and not yet committed counts as later.
 * Asked before the list is read.
 */
export async function momentOfReading(tx: Tx = noTransaction()): Promise<Date> {
  const [row] = await tables(tx).$queryRaw<{ moment: Date }[]>`
    SELECT date_trunc('milliseconds', least(clock_timestamp(), min(xact_start))) - interval '1 millisecond' AS moment
    FROM pg_stat_activity
    WHERE datname = current_database() AND backend_xid IS NOT NULL AND backend_type = 'client backend' AND pid <> pg_backend_pid()`;
  return row!.moment;
}

function inQueue({ shopId, step, ownedBy, role, findsByCustomer, filters }: QueueRequest): Prisma.Sql {
  const parts = [
    Prisma.sql`i."shopId" = ${shopId}::uuid AND i.step = ${step} AND i."visibleAt" <= now()`,
    filters.isWaiting ? Prisma.sql`i."readyFor" IS NOT NULL` : Prisma.sql`i."readyFor" IS NULL`,
  ];
  if (ownedBy) parts.push(assignedTo(ownedBy.role, ownedBy.memberId));
  if (filters.assigneeId && role) parts.push(assignedTo(role, filters.assigneeId));
  if (filters.reasonId) parts.push(Prisma.sql`i."issueReasonId" = ${filters.reasonId}::uuid`);
  if (filters.folderId) {
    parts.push(
      filters.folderId === "none"
        ? Prisma.sql`o."folderId" IS NULL`
        : Prisma.sql`o."folderId" = ${filters.folderId}::uuid`,
    );
  }
  if (filters.rework) {
    parts.push(
      filters.rework === "new" ? Prisma.sql`i."reworkCause" IS NULL` : Prisma.sql`i."reworkCause" = ${filters.rework}`,
    );
  }
  if (filters.isSentToPrinter !== undefined) {
    parts.push(
      filters.isSentToPrinter ? Prisma.sql`i."sentToPrinterAt" IS NOT NULL` : Prisma.sql`i."sentToPrinterAt" IS NULL`,
    );
  }
  if (filters.hasOpenRevision !== undefined) parts.push(Prisma.sql`i."hasOpenRevision" = ${filters.hasOpenRevision}`);
  parts.push(...foundBy(filters.words, findsByCustomer));
  return Prisma.join(parts, " AND ");
}

function assignedTo(role: WorkingRole, memberId: string): Prisma.Sql {
  const rows = Prisma.sql`SELECT 1 FROM "Assignment" a WHERE a."shopId" = i."shopId" AND a."orderId" = i."orderId" AND a.role = ${role}`;
  return memberId === "none"
    ? Prisma.sql`NOT EXISTS (${rows})`
    : Prisma.sql`EXISTS (${rows} AND a."memberId" = ${memberId}::uuid)`;
}

/** Conditions that an item `i` of an order `o` has every word of a search: in its order's number or its product, and for some in its customer's name and e-mail. */
export function foundBy(text: string | undefined, findsByCustomer: boolean): Prisma.Sql[] {
  return words(text).map((word) => {
    const places = Prisma.sql`lower(o.name) LIKE ${word} OR lower(i."productTitle") LIKE ${word} OR i."fileNameKey" LIKE ${word}`;
    return findsByCustomer ? Prisma.sql`(${places} OR o."searchText" LIKE ${word})` : Prisma.sql`(${places})`;
  });
}

function words(text: string | undefined): string[] {
  return searchedWords(text).map((word) => `%${likeText(word)}%`);
}

/** The words of a search; at most six of 80 letters each, so that a pasted text cannot make a long query. */
export function searchedWords(text: string | undefined): string[] {
  const found = plainText(text ?? "")
    .toLowerCase()
    .normalize("NFC")
    .split(/\s+/u)
    .filter(Boolean)
    .slice(0, 6);
  return found.map((word) => word.slice(0, 80));
}

/** A text as LIKE takes it literally. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
