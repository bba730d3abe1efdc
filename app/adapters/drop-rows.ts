import { pool } from "./db.ts";

/** What one statement deletes at most: it holds few locks, and what it leaves behind is cleared away between the batches. */
const AT_ONCE = 1_000;

/**
 * Deletes all rows of a table that the condition names, a batch at a time, each committed by itself: what is cut short is gone on with the next night.
 * `condition` is SQL over `values`; `by` is the column whose index finds it: without an order each batch would read all that came before it was full.
 */
export async function dropRows(
  table: string,
  by: string,
  condition: string,
  values: readonly unknown[] = [],
  atOnce = AT_ONCE,
): Promise<void> {
  const batch = `SELECT ctid FROM "${table}" WHERE ${condition} ORDER BY "${by}" LIMIT ${atOnce}`;
  for (let wentNow = atOnce; wentNow >= atOnce;) {
    const { rowCount } = await pool().query(`DELETE FROM "${table}" WHERE ctid = ANY(ARRAY(${batch}))`, [...values]);
    wentNow = rowCount ?? 0;
  }
}
