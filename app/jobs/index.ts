import type { Jobs } from "../adapters/queue/queue.ts";
import { assignWork } from "./assign-work.ts";
import { changeOpenOrders } from "./change-open-orders.ts";
import { cleanUp } from "./clean-up.ts";
import { fetchPhoto } from "./fetch-photo.ts";
import { forgetCustomer } from "./forget-customer.ts";
import { fulfilOrder } from "./fulfil-order.ts";
import { holdOrder } from "./hold-order.ts";
import { importOrders } from "./import-orders.ts";
import { makeRenditions } from "./make-renditions.ts";
import { recordWebhook } from "./record-webhook.ts";
import { redactShop } from "./redact-shop.ts";
import { releaseHold } from "./release-hold.ts";
import { sendEmail } from "./send-email.ts";
import { settleAct } from "./settle-act.ts";
import { sweepOrders } from "./sweep-orders.ts";
import { sweepShops } from "./sweep-shops.ts";
import { writeBack } from "./write-back.ts";

/** The closed list of jobs, by name. */
export const jobs: Jobs = {
  "assign-work": assignWork,
  "change-open-orders": changeOpenOrders,
  "clean-up": cleanUp,
  "fetch-photo": fetchPhoto,
  "forget-customer": forgetCustomer,
  "fulfil-order": fulfilOrder,
  "hold-order": holdOrder,
  "import-orders": importOrders,
  "make-renditions": makeRenditions,
  "record-webhook": recordWebhook,
  "redact-shop": redactShop,
  "release-hold": releaseHold,
  "send-email": sendEmail,
  "settle-act": settleAct,
  "sweep-orders": sweepOrders,
  "sweep-shops": sweepShops,
  "write-back": writeBack,
};
