import { customerHasDone } from "../../adapters/rows/orders/customer-orders.ts";
import { isUuid } from "../../domain/words/uuid.ts";

/** Whether a customer's photo has come to this order by the act that an address names: anybody can type an address. */
export async function hasPhotoArrived(act: { shopId: string; orderId: string; actId: string }): Promise<boolean> {
  return isUuid(act.actId) && customerHasDone({ ...act, event: "replace_photo" });
}
