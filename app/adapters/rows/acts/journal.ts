import { Prisma } from "@prisma/client";
import { tables, type Tx } from "../../db.ts";

/** Tables whose rows an act may write and undo may put back, by their names in the database. */
const TABLES = {
  order: "Order",
  item: "Item",
  issue: "Issue",
  revision: "Revision",
  artfile: "Artfile",
  photo: "Photo",
  upload: "Upload",
  email: "Email",
} as const;
export type JournalTable = keyof typeof TABLES;

/** Only ever rises, so that screens drawn in between are stale. */
const NEVER_PUT_BACK = ["changeCount", "changedAt"];

/** One row that an act wrote: `before` holds columns as they were, as JSON; null when the act made the row. */
export type JournalEntry = { table: JournalTable; id: string; before: Record<string, unknown> | null };

/** What an act wrote besides its history: everything undo needs, kept as JSON with the act. */
export type Journal = JournalEntry[];

type Writing = { tx: Tx; shopId: string; journal: Journal };

/** Remembers a whole row as it is before the act first writes to it; later calls for the same row do nothing. */
export async function remember({ tx, shopId, journal }: Writing, table: JournalTable, id: string): Promise<void> {
  if (journal.some((entry) => entry.table === table && entry.id === id)) return;
  const before = (await rowsOf(tx, shopId, table, [id])).get(id);
  if (!before) throw new Error(`No ${TABLES[table]} ${id} to remember`);
  journal.push({ table, id, before });
}

/** Notes a row that the act made: undo deletes it. */
export function rememberMade({ journal }: Pick<Writing, "journal">, table: JournalTable, id: string): void {
  journal.push({ table, id, before: null });
}

/**
 * The journal with only those columns that the act really changed: what others write to the same rows meanwhile is not
 * undone with it. Read at the end of the act, in its transaction.
 */
export async function onlyWhatChanged({ tx, shopId, journal }: Writing): Promise<Journal> {
  const now = new Map<JournalTable, Map<string, Record<string, unknown>>>();
  for (const table of new Set(journal.map((entry) => entry.table))) {
    const ids = journal.filter((entry) => entry.table === table && entry.before).map(({ id }) => id);
    now.set(table, await rowsOf(tx, shopId, table, ids));
  }
  return journal.flatMap((entry) => {
    if (entry.before === null) return [entry];
    const after = now.get(entry.table)?.get(entry.id) ?? {};
    const changed = Object.entries(entry.before).filter(
      ([column, value]) =>
        !NEVER_PUT_BACK.includes(column) && JSON.stringify(value) !== JSON.stringify(after[column] ?? null),
    );
    return changed.length === 0 ? [] : [{ ...entry, before: Object.fromEntries(changed) }];
  });
}

/** Puts every row back as it was, the last one written first, and removes those that the act made. */
export async function putBackRows(tx: Tx, shopId: string, journal: Journal): Promise<void> {
  for (const { table, id, before } of journal.toReversed()) {
    const row = Prisma.sql`r."shopId" = ${shopId}::uuid AND r.id = ${id}::uuid`;
    if (before === null) await tables(tx).$executeRaw`DELETE FROM ${named(TABLES[table])} r WHERE ${row}`;
    else {
      const columns = Prisma.join(Object.keys(before).map(named));
      await tables(tx).$executeRaw`
        UPDATE ${named(TABLES[table])} r SET (${columns}) =
          (SELECT ${columns} FROM jsonb_populate_record(NULL::${named(TABLES[table])}, ${JSON.stringify(before)}::jsonb))
        WHERE ${row}`;
    }
  }
}

async function rowsOf(
  tx: Tx,
  shopId: string,
  table: JournalTable,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(tx).$queryRaw<{ id: string; row: Record<string, unknown> }[]>`
    SELECT r.id, to_jsonb(r) AS row FROM ${named(TABLES[table])} r
    WHERE r."shopId" = ${shopId}::uuid AND r.id = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, row }) => [id, row]));
}

// Columns come from the rows themselves, kept in our own table; a name that could be anything else is a fault.
function named(name: string): Prisma.Sql {
  if (!/^\w+$/.test(name)) throw new Error("This is not a column");
  return Prisma.raw(`"${name}"`);
}
