/** What there is when all has drained, as the database, the bucket, the mail service and Shopify tell it. */
export type Seen = {
  /** Shopify's numbers of the orders that were placed, and one entry for each row there is of them. */
  placed: string[];
  rows: string[];
  /** The app's id in each mail that arrived, and of each email that the app believes was sent. */
  mailed: string[];
  sent: string[];
  /** Emails that are neither sent nor withdrawn, by state. */
  unsettledEmails: string[];
  /** Each time that an order was given to somebody in a role. */
  assigned: string[];
  /** What was asked for and answered with yes, and what the history tells, as "item action". */
  asked: string[];
  happened: string[];
  /** Keys of the bucket, those that rows name, and those that a row names and need not be there yet. */
  stored: string[];
  named: string[];
  /** Jobs that are still there though they are due, and those that gave up. */
  unended: string[];
  gaveUp: string[];
  /** Orders that are held in Shopify and those that have to be. */
  held: string[];
  toHold: string[];
};

/** What is wrong, in sentences; nothing where every order is there once, every email came once, and nothing is left behind. */
export function wrongIn(seen: Seen): string[] {
  return [
    ...told("orders were lost", missing(seen.placed, seen.rows)),
    ...told("orders are there twice", doubles(seen.rows)),
    ...told("emails came twice", doubles(seen.mailed)),
    ...told("emails count as sent and never came", missing(seen.sent, seen.mailed)),
    ...told("emails came and do not count as sent", missing(seen.mailed, seen.sent)),
    ...told("emails are not settled", seen.unsettledEmails),
    ...told("orders were given out twice", doubles(seen.assigned)),
    ...told("acts were answered with yes and did not happen", missing(seen.asked, seen.happened)),
    ...told("acts happened twice", doubles(seen.happened)),
    ...told("files were left behind", missing(seen.stored, seen.named)),
    ...told("files are named and not there", missing(seen.named, seen.stored)),
    ...told("jobs did not end", seen.unended),
    ...told("jobs gave up", seen.gaveUp),
    ...told("orders have to be held in Shopify and are not", missing(seen.toHold, seen.held)),
    ...told("orders are held in Shopify and need not be", missing(seen.held, seen.toHold)),
  ];
}

const MOST_NAMED = 5;

function told(what: string, ones: readonly string[]): string[] {
  if (ones.length === 0) return [];
  const more = ones.length > MOST_NAMED ? ` and ${ones.length - MOST_NAMED} more` : "";
  return [`${ones.length} ${what}: ${ones.slice(0, MOST_NAMED).join(", ")}${more}`];
}

function missing(wanted: readonly string[], there: readonly string[]): string[] {
  const all = new Set(there);
  return [...new Set(wanted)].filter((one) => !all.has(one));
}

function doubles(ones: readonly string[]): string[] {
  return [...Map.groupBy(ones, (one) => one)].flatMap(([one, same]) => (same.length > 1 ? [one] : []));
}
