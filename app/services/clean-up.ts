import { dropOldDeliveries } from "../adapters/webhook-deliveries.ts";
import { cleanUpAbandoned, cleanUpUploads } from "./clean-up-uploads.ts";

const DELIVERIES_KEPT_DAYS = 7;

/** The daily clean-up: webhooks long worked, uploads that were never committed, and parts of uploads that never arrived in full are forgotten. */
export async function cleanUp(): Promise<void> {
  await dropOldDeliveries(DELIVERIES_KEPT_DAYS);
  await cleanUpUploads();
  await cleanUpAbandoned();
}
