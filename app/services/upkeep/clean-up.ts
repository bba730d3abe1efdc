import { databaseTime } from "../../adapters/db.ts";
import { dropOldBatches } from "../../adapters/rows/acts/batches.ts";
import { dropOldForms } from "../../adapters/rows/acts/sent-forms.ts";
import { dropOldTries } from "../../adapters/rows/shop/link-tries.ts";
import { dropOldAccesses } from "../../adapters/rows/shop/accesses.ts";
import { dropOldSettingChanges } from "../../adapters/rows/shop/setting-changes.ts";
import { dropEndedSessions } from "../../adapters/shopify/sessions.ts";
import { dropOldMailNotices } from "../../adapters/mail/mail-notices.ts";
import { dropReplacedJobs } from "../../adapters/queue/queue-given-up.ts";
import { dropLeftDeliveries, dropOldDeliveries, leftDeliveries } from "../../adapters/queue/webhook-deliveries.ts";
import { log } from "../../adapters/log.ts";
import { PRIVACY_TOPICS } from "../../domain/intake/webhook-topics.ts";
import { ACCESS_KEPT_DAYS } from "../../domain/screens/access.ts";
import { SETTING_CHANGES_KEPT_DAYS } from "../../domain/shop/setting-log.ts";
import { cleanUpAbandoned, cleanUpUploads } from "./clean-up-uploads.ts";
import { forgetAnew } from "./forget-anew.ts";
import { recountWork } from "./recount-work.ts";
import { retireAll } from "./retire-files.ts";

const DELIVERIES_KEPT_DAYS = 7;
/** So long before they go it is told. */
const TOLD_DAYS = 7;
const BATCHES_KEPT_DAYS = 30;
const FORMS_KEPT_DAYS = 2;
const SESSIONS_KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * The daily clean-up: jobs whose place newer ones took, webhooks long worked, and those that could not be and are older than their shop keeps them, who saw personal data a year ago, who changed settings two years ago, what became of batches a month ago, forms
 * that were answered, tries at links that open nothing, sessions of
 * staff that have ended, photos that came of customers who were forgotten, uploads that were never committed, and parts of uploads that never arrived in
 * full are forgotten. Open work is compared with the items it was counted from. Every shop is asked
 * for files whose time is over.
 */
export async function cleanUp(): Promise<void> {
  await dropReplacedJobs();
  await dropOldDeliveries(DELIVERIES_KEPT_DAYS);
  await dropUnworked();
  await dropOldMailNotices(DELIVERIES_KEPT_DAYS);
  await dropOldAccesses(ACCESS_KEPT_DAYS);
  await dropOldSettingChanges(SETTING_CHANGES_KEPT_DAYS);
  await dropOldBatches(BATCHES_KEPT_DAYS);
  await dropOldForms(FORMS_KEPT_DAYS);
  await dropEndedSessions(new Date((await databaseTime()).getTime() - SESSIONS_KEPT_MS));
  await dropOldTries();
  await forgetAnew();
  await cleanUpUploads();
  await cleanUpAbandoned();
  await recountWork();
  await retireAll();
}

// What asks us to forget somebody, or to tell what we know of them, stays until it is obeyed.
async function dropUnworked(): Promise<void> {
  for (const left of await leftDeliveries(TOLD_DAYS))
    log.warn({ event: "webhooks_unworked", isKept: isPrivacy(left.topic), ...left });
  await dropLeftDeliveries(PRIVACY_TOPICS);
}

function isPrivacy(topic: string): boolean {
  return (PRIVACY_TOPICS as readonly string[]).includes(topic);
}
