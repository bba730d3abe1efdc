import type { JobName, Jobs } from "../adapters/queue/queue.ts";
import { checkUpload } from "../services/artfiles/check-upload.ts";
import { endUndoTime } from "../services/acts/end-undo-time.ts";
import { workBatch } from "../services/batches/work-batch.ts";
import { sendEmail } from "../services/emails/send-email.ts";
import { workMailNotices } from "../services/emails/work-mail-notices.ts";
import { fulfilOrder } from "../services/fulfilment/fulfil-order.ts";
import { compareOrders } from "../services/fulfilment/compare-orders.ts";
import { settleAll } from "../services/fulfilment/settle-all.ts";
import { settleOrder } from "../services/fulfilment/settle-order.ts";
import { fetchItemPhoto } from "../services/intake/fetch-item-photo.ts";
import { followShop } from "../services/intake/follow-shop.ts";
import { lookForOrder } from "../services/intake/look-for-order.ts";
import { makeFileRenditions } from "../services/intake/make-file-renditions.ts";
import { importOrders, sweepOrders } from "../services/intake/sweep-orders.ts";
import { openInboxOf, workInbox } from "../services/intake/work-inbox.ts";
import { changeOpenOrders } from "../services/shop/change-open-orders.ts";
import { dropFiles, dropUnnamedFile } from "../services/shop/drop-files.ts";
import { forgetCustomer } from "../services/shop/forget-customer.ts";
import { forgetFiles, redactShop } from "../services/shop/redact-shop.ts";
import { sendInvitation } from "../services/team/send-invitation.ts";
import { startOrders } from "../services/shop/start-orders.ts";
import { tellDataRequest } from "../services/shop/tell-data-request.ts";
import { assignWork } from "../services/team/assign-work.ts";
import { cleanUp } from "../services/upkeep/clean-up.ts";
import { retireFiles } from "../services/upkeep/retire-files.ts";
import { sweepShops } from "../services/upkeep/sweep-shops.ts";

/** So long orders are read for one shop before others have their turn. */
const A_TURN_MS = 1_000;

/** The closed list of jobs: each name and the service of that name. */
const now: Jobs = {
  "assign-work": assignWork,
  "change-open-orders": changeOpenOrders,
  "check-upload": checkUpload,
  "clean-up": () => cleanUp(),
  "compare-orders": (payload) => compareOrders(payload),
  "drop-files": (payload) => dropFiles(payload),
  "drop-unnamed-file": (payload) => dropUnnamedFile(payload),
  // Ten seconds after an act: it stands, and the next members get the work.
  "end-undo-time": (payload) => endUndoTime(payload),
  "fetch-item-photo": (payload, { isLastAttempt }) => fetchItemPhoto(payload, isLastAttempt),
  "follow-shop": (payload) => followShop(payload),
  "forget-files": (payload) => forgetFiles(payload),
  "forget-customer": (payload) => forgetCustomer(payload),
  "fulfil-order": (payload) => fulfilOrder(payload),
  "import-orders": (payload, { signal }) => importOrders(payload, { signal, forMs: A_TURN_MS }),
  "look-for-order": (payload) => lookForOrder(payload),
  "make-file-renditions": makeFileRenditions,
  "redact-shop": (payload) => redactShop(payload),
  "retire-files": retireFiles,
  "send-email": (payload) => sendEmail(payload),
  "settle-all": (payload) => settleAll(payload),
  "settle-order": (payload) => settleOrder(payload),
  "start-orders": (payload) => startOrders(payload),
  "sweep-orders": (payload, { signal }) => sweepOrders(payload, { signal, forMs: A_TURN_MS }),
  "sweep-shops": () => sweepShops(),
  "send-invitation": (payload) => sendInvitation(payload),
  "tell-data-request": (payload) => tellDataRequest(payload),
  "work-batch": workBatch,
  "work-inbox": workInbox,
  "work-mail-notices": (_payload, run) => workMailNotices(run),
  "work-webhook": ({ deliveryId }) => openInboxOf(deliveryId),
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
