import type { Jobs } from "../adapters/queue.ts";
import { assignWork } from "./assign-work.ts";
import { fetchPhoto } from "./fetch-photo.ts";
import { forgetCustomer } from "./forget-customer.ts";
import { makeRenditions } from "./make-renditions.ts";
import { recordWebhook } from "./record-webhook.ts";
import { redactShop } from "./redact-shop.ts";
import { sendEmail } from "./send-email.ts";
import { settleAct } from "./settle-act.ts";

/** The closed list of jobs, by name. */
export const jobs: Partial<Jobs> = {
  "assign-work": assignWork,
  "fetch-photo": fetchPhoto,
  "forget-customer": forgetCustomer,
  "make-renditions": makeRenditions,
  "record-webhook": recordWebhook,
  "redact-shop": redactShop,
  "send-email": sendEmail,
  "settle-act": settleAct,
};
