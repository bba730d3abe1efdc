import { databaseTime } from "../../adapters/db.ts";
import { dropOldBatches } from "../../adapters/rows/acts/batches.ts";
import { dropOldForms } from "../../adapters/rows/acts/sent-forms.ts";
import { dropOldAccesses } from "../../adapters/rows/shop/accesses.ts";
import { dropEndedSessions } from "../../adapters/shopify/sessions.ts";
import { dropOldDeliveries } from "../../adapters/queue/webhook-deliveries.ts";
import { ACCESS_KEPT_DAYS } from "../../domain/screens/access.ts";
import { cleanUpAbandoned, cleanUpUploads } from "./clean-up-uploads.ts";
import { forgetAnew } from "./forget-anew.ts";

const DELIVERIES_KEPT_DAYS = 7;
const BATCHES_KEPT_DAYS = 30;
const FORMS_KEPT_DAYS = 2;
const SESSIONS_KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * The daily clean-up: webhooks long worked, who saw personal data a year ago, what became of batches a month ago, forms that were answered, sessions of
 * staff that have ended, photos that came of customers who were forgotten, uploads that were never committed, and parts of uploads that never arrived in
 * full are forgotten.
 */
export async function cleanUp(): Promise<void> {
  await dropOldDeliveries(DELIVERIES_KEPT_DAYS);
  await dropOldAccesses(ACCESS_KEPT_DAYS);
  await dropOldBatches(BATCHES_KEPT_DAYS);
  await dropOldForms(FORMS_KEPT_DAYS);
  await dropEndedSessions(new Date((await databaseTime()).getTime() - SESSIONS_KEPT_MS));
  await forgetAnew();
  await cleanUpUploads();
  await cleanUpAbandoned();
}
