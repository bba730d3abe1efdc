import { isJob, type JobName } from "../words/queue-classes.ts";

/** The answer by which a manager has all that gave up tried again. */
export const TRY_AGAIN = "try_jobs_again";

/** Jobs that are not tried again by themselves, oldest first, with the order each concerns where that is known; `count` may be more than are named. */
export type GivenUp = {
  jobs: { job: string; since: Date; order: { id: string; name: string } | null }[];
  count: number;
};

/** What each job was to do. */
const TO_DO: Record<JobName, string> = {
  "end-undo-time": "Give on the work after an act",
  "work-batch": "Carry out a list",
  "assign-work": "Assign work",
  "send-email": "Send an email",
  "send-invitation": "Write to somebody who was invited",
  "tell-data-request": "Write to the shop that a customer asked for their data",
  "work-inbox": "Read what Shopify told of",
  "work-mail-notices": "Read what became of emails",
  "work-webhook": "Read what Shopify told of",
  "fetch-item-photo": "Fetch a photo",
  "make-file-renditions": "Make a picture of a file",
  "check-upload": "Check an artfile that was sent",
  "settle-order": "Bring an order up to date in Shopify",
  "fulfil-order": "Fulfil an order in Shopify",
  "compare-orders": "Compare the open orders with Shopify",
  "look-for-order": "Look for an order in Shopify",
  "follow-shop": "Read the shop's own details",
  "sweep-orders": "Look for changed orders in Shopify",
  "sweep-shops": "Look after all shops",
  "import-orders": "Bring in the open orders",
  "change-open-orders": "Give open orders another flow",
  "start-orders": "Start with orders",
  "settle-all": "Bring all orders up to date in Shopify",
  "forget-customer": "Forget a customer",
  "forget-files": "Forget the files of a shop that has left",
  "redact-shop": "Forget a shop that has left",
  "retire-files": "Delete files whose time is over",
  "drop-unnamed-file": "Delete a file that nothing came of",
  "drop-files": "Delete files",
  "clean-up": "Clean up in the night",
};
const UNKNOWN = "Something in the background";

/** Each thing that was not done once, how often, and of which orders. */
export function tellGivenUp({ jobs, count }: GivenUp): string[] {
  const kinds = Map.groupBy(jobs, ({ job }) => toDo(job));
  const lines = [...kinds].map(([what, all]) => {
    const orders = [...new Set(all.flatMap(({ order }) => order?.name ?? []))];
    const times = all.length > 1 ? ` (${all.length})` : "";
    return `${what}${times}${orders.length > 0 ? `: ${orders.join(", ")}` : ""}`;
  });
  return count > jobs.length ? [...lines, `and ${count - jobs.length} more`] : lines;
}

function toDo(job: string): string {
  return isJob(job) ? TO_DO[job] : UNKNOWN;
}
