import { tables, type Tx } from "../db.ts";

/** Tables whose rows an act may write and undo may put back. */
export type JournalTable = "item" | "issue" | "revision" | "artfile" | "photo" | "upload" | "email";

/** One row that an act wrote: `before` holds the columns it changed as they were; null when the act made the row. */
export type JournalEntry = { table: JournalTable; id: string; before: Record<string, unknown> | null };

/** What an act wrote besides its history: everything undo needs, kept as JSON with the act. */
export type Journal = JournalEntry[];

type Rows = {
  findFirstOrThrow(query: object): Promise<Record<string, unknown>>;
  updateMany(query: object): Promise<{ count: number }>;
  deleteMany(query: object): Promise<{ count: number }>;
};

// One shape for all these tables: their keys are (shopId, id), and no column is named by anything from outside.
function rowsOf(tx: Tx, table: JournalTable): Rows {
  return tables(tx)[table] as unknown as Rows;
}

/** Remembers columns of a row as they are, before they are changed. */
export async function remember(
  tx: Tx,
  shopId: string,
  journal: Journal,
  table: JournalTable,
  id: string,
  columns: readonly string[],
): Promise<void> {
  const select = Object.fromEntries(columns.map((column) => [column, true]));
  const before = await rowsOf(tx, table).findFirstOrThrow({ where: { shopId, id }, select });
  journal.push({ table, id, before });
}

/** Puts every row back as it was, the last one written first, and removes those that the act made. */
export async function putBackRows(tx: Tx, shopId: string, journal: Journal): Promise<void> {
  for (const { table, id, before } of journal.toReversed()) {
    if (before === null) await rowsOf(tx, table).deleteMany({ where: { shopId, id } });
    else await rowsOf(tx, table).updateMany({ where: { shopId, id }, data: before });
  }
}
