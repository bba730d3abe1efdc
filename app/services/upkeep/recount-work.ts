import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { countAnew, miscountedOrders } from "../../adapters/rows/team/open-work.ts";

const MOST = 1_000;

/** Compares the open work that triggers have counted with the items themselves; where they part, it is counted anew and the log says so as an error. Gives how many orders that were. */
export async function recountWork(): Promise<number> {
  const miscounted = await miscountedOrders(MOST, noTransaction());
  for (const { shopId, orderId } of miscounted) {
    log.error({ event: "open_work_miscounted", shopId, orderId });
    await inTransaction((tx) => countAnew(tx, { shopId, orderId }));
  }
  return miscounted.length;
}
