import { dropOldDeliveries } from "../adapters/webhook-deliveries.ts";
import { cleanUpUploads } from "./clean-up-uploads.ts";

const DELIVERIES_KEPT_DAYS = 7;

/** The daily clean-up: webhooks long worked and uploads that were never committed are forgotten. */
export async function cleanUp(): Promise<void> {
  await dropOldDeliveries(DELIVERIES_KEPT_DAYS);
  await cleanUpUploads();
}
