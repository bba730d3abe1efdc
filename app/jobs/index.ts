import type { Jobs } from "../adapters/queue/queue.ts";
import { settleAct } from "../services/acts/settle-act.ts";
import { sendEmail } from "../services/emails/send-email.ts";
import { fulfilOrder } from "../services/fulfilment/fulfil-order.ts";
import { settleHold } from "../services/fulfilment/settle-hold.ts";
import { writeBack } from "../services/fulfilment/write-back.ts";
import { fetchItemPhoto } from "../services/intake/fetch-item-photo.ts";
import { makeFileRenditions } from "../services/intake/make-file-renditions.ts";
import { importOrders, sweepOrders } from "../services/intake/sweep-orders.ts";
import { workWebhook } from "../services/intake/work-webhook.ts";
import { changeOpenOrders } from "../services/shop/change-open-orders.ts";
import { forgetCustomer } from "../services/shop/forget-customer.ts";
import { redactShop } from "../services/shop/redact-shop.ts";
import { assignWork } from "../services/team/assign-work.ts";
import { cleanUp } from "../services/upkeep/clean-up.ts";
import { sweepShops } from "../services/upkeep/sweep-shops.ts";

/** The closed list of jobs: each name and the service that carries it out. A name stays as long as such a job may wait in a queue. */
export const jobs: Jobs = {
  "assign-work": (payload) => assignWork(payload),
  "change-open-orders": changeOpenOrders,
  "clean-up": () => cleanUp(),
  "fetch-photo": (payload, { isLastAttempt }) => fetchItemPhoto(payload, isLastAttempt),
  "forget-customer": (payload) => forgetCustomer(payload),
  "fulfil-order": (payload) => fulfilOrder(payload),
  // Both look what the order needs now: what was asked for may have changed while it waited.
  "hold-order": (payload) => settleHold(payload),
  "release-hold": (payload) => settleHold(payload),
  "import-orders": (payload) => importOrders(payload),
  "make-renditions": (payload) => makeFileRenditions(payload),
  "record-webhook": ({ deliveryId }) => workWebhook(deliveryId),
  "redact-shop": (payload) => redactShop(payload),
  "send-email": (payload) => sendEmail(payload),
  // Ten seconds after an act: it stands, and the next members get the work.
  "settle-act": (payload) => settleAct(payload),
  "sweep-orders": (payload) => sweepOrders(payload),
  "sweep-shops": () => sweepShops(),
  "write-back": (payload) => writeBack(payload),
};
