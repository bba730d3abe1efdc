import { inTransaction } from "../../adapters/db.ts";
import { liftedOrders, unsettledOrders } from "../../adapters/rows/fulfilment/unsettled-orders.ts";
import { closeTaskAbout, openTask } from "../../adapters/rows/shop/tasks.ts";
import { CAUSE_WORDS, isToldNow, type UnsettledCause } from "../../domain/fulfilment/unsettled.ts";

type Compared = {
  shopId: string;
  orderId: string;
  /** Why it was not settled before, and why it is not now; null when it was, or is. */
  before: UnsettledCause | null;
  cause: UnsettledCause | null;
  tries: number;
  said?: string;
  /** Managers know the cause by another task: none is opened for it. */
  isTold?: boolean;
};

/** Opens the shop's one task about a cause once an order has waited long enough for it, and ends the task about the former cause with its last order. */
export async function tellUnsettled(compared: Compared): Promise<void> {
  const { shopId, orderId, before, cause, tries, said, isTold = false } = compared;
  if (!isTold && cause !== null && isToldNow(cause, tries, before)) {
    const details = { message: said ?? "", cause: CAUSE_WORDS[cause] };
    await inTransaction((tx) => openTask(tx, { shopId, kind: "not_settled", subject: cause, orderId, details }));
  }
  if (before === null || before === cause) return;
  // After the commit: of two orders that are settled at the same moment, the later one sees both.
  if ((await unsettledOrders(shopId, before, 1)).count === 0) await closeTaskAbout(shopId, "not_settled", before);
}

const LIFTED = "shop";

/** Opens the shop's one task about holds that somebody lifted by hand. */
export async function tellLifted({
  shopId,
  orderId,
  isNew,
}: Pick<Compared, "shopId" | "orderId"> & { isNew: boolean }): Promise<void> {
  if (isNew) await inTransaction((tx) => openTask(tx, { shopId, kind: "hold_lifted", subject: LIFTED, orderId }));
  else if ((await liftedOrders(shopId, 1)).count === 0) await closeTaskAbout(shopId, "hold_lifted", LIFTED);
}
