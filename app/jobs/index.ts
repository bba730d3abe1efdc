import type { JobName, Jobs } from "../adapters/queue/queue.ts";
import { endUndoTime } from "../services/acts/end-undo-time.ts";
import { workBatch } from "../services/batches/work-batch.ts";
import { sendEmail } from "../services/emails/send-email.ts";
import { fulfilOrder } from "../services/fulfilment/fulfil-order.ts";
import { compareOrders } from "../services/fulfilment/compare-orders.ts";
import { settleOrder } from "../services/fulfilment/settle-order.ts";
import { fetchItemPhoto } from "../services/intake/fetch-item-photo.ts";
import { followShop } from "../services/intake/follow-shop.ts";
import { lookForOrder } from "../services/intake/look-for-order.ts";
import { makeFileRenditions } from "../services/intake/make-file-renditions.ts";
import { importOrders, sweepOrders } from "../services/intake/sweep-orders.ts";
import { workWebhook } from "../services/intake/work-webhook.ts";
import { changeOpenOrders } from "../services/shop/change-open-orders.ts";
import { dropFiles, forgetCustomer } from "../services/shop/forget-customer.ts";
import { forgetFiles, redactShop } from "../services/shop/redact-shop.ts";
import { tellDataRequest } from "../services/shop/tell-data-request.ts";
import { assignWork } from "../services/team/assign-work.ts";
import { cleanUp } from "../services/upkeep/clean-up.ts";
import { sweepShops } from "../services/upkeep/sweep-shops.ts";

/** The closed list of jobs: each name and the service of that name. */
const now: Jobs = {
  "assign-work": (payload) => assignWork(payload),
  "change-open-orders": changeOpenOrders,
  "clean-up": () => cleanUp(),
  "compare-orders": (payload) => compareOrders(payload),
  "drop-files": (payload) => dropFiles(payload),
  // Ten seconds after an act: it stands, and the next members get the work.
  "end-undo-time": (payload) => endUndoTime(payload),
  "fetch-item-photo": (payload, { isLastAttempt }) => fetchItemPhoto(payload, isLastAttempt),
  "follow-shop": (payload) => followShop(payload),
  "forget-files": (payload) => forgetFiles(payload),
  "forget-customer": (payload) => forgetCustomer(payload),
  "fulfil-order": (payload) => fulfilOrder(payload),
  "import-orders": (payload) => importOrders(payload),
  "look-for-order": (payload) => lookForOrder(payload),
  "make-file-renditions": makeFileRenditions,
  "redact-shop": (payload) => redactShop(payload),
  "send-email": (payload) => sendEmail(payload),
  "settle-order": (payload) => settleOrder(payload),
  "sweep-orders": (payload) => sweepOrders(payload),
  "sweep-shops": () => sweepShops(),
  "tell-data-request": (payload) => tellDataRequest(payload),
  "work-batch": workBatch,
  "work-webhook": ({ deliveryId }) => workWebhook(deliveryId),
};

/** What jobs were called before. A name stays here as long as such a job may wait in a queue. */
const FORMER_NAMES: Record<string, JobName> = {
  "fetch-photo": "fetch-item-photo",
  "hold-order": "settle-order",
  "make-renditions": "make-file-renditions",
  "record-webhook": "work-webhook",
  "release-hold": "settle-order",
  "settle-act": "end-undo-time",
  "settle-hold": "settle-order",
  "write-back": "settle-order",
};

/** Every name that a waiting job may have, with what carries it out. */
export const jobs: Jobs = {
  ...now,
  ...Object.fromEntries(Object.entries(FORMER_NAMES).map(([name, job]) => [name, now[job]])),
};
