/** The kinds of work in the background. Each has places of its own, so that much of one kind never holds up another. */
export const QUEUE_CLASSES = ["acts", "emails", "webhooks", "photos", "renditions", "shopify", "imports"] as const;
export type QueueClass = (typeof QUEUE_CLASSES)[number];

/** Every job by the name that stands on the queue, and the class it is worked in. */
const CLASS_OF_JOB = {
  "end-undo-time": "acts",
  "work-batch": "acts",
  "assign-work": "acts",
  "send-email": "emails",
  "tell-data-request": "emails",
  "send-invitation": "emails",
  "work-inbox": "webhooks",
  "work-mail-notices": "webhooks",
  "work-webhook": "webhooks",
  "fetch-item-photo": "photos",
  "make-file-renditions": "renditions",
  "check-upload": "renditions",
  "settle-order": "shopify",
  "fulfil-order": "shopify",
  "compare-orders": "shopify",
  "look-for-order": "shopify",
  "follow-shop": "shopify",
  "sweep-orders": "imports",
  "sweep-shops": "imports",
  "import-orders": "imports",
  "change-open-orders": "imports",
  "start-orders": "imports",
  "settle-all": "imports",
  "forget-customer": "imports",
  "forget-files": "imports",
  "redact-shop": "imports",
  "retire-files": "imports",
  "drop-unnamed-file": "imports",
  "drop-files": "imports",
  "clean-up": "imports",
} as const satisfies Record<string, QueueClass>;

/** The name of a job. What each is told stands with the queue (`adapters/queue/queue.ts`). */
export type JobName = keyof typeof CLASS_OF_JOB;

/** The class of whatever stands on the queue: a job of a former name, which may wait still, is counted where nobody waits for it. */
export function classOfJob(name: string): QueueClass {
  return isJob(name) ? CLASS_OF_JOB[name] : "shopify";
}

/** Tells the name of a job from any other text. */
export function isJob(name: string): name is JobName {
  return Object.hasOwn(CLASS_OF_JOB, name);
}

/** How many jobs of a class one worker process runs at once, and how many of one shop among them: there is always a place for another shop. */
export const PLACES: Record<QueueClass, { all: number; ofAShop: number }> = {
  acts: { all: 3, ofAShop: 2 },
  emails: { all: 3, ofAShop: 2 },
  webhooks: { all: 2, ofAShop: 1 },
  photos: { all: 4, ofAShop: 2 },
  renditions: { all: 2, ofAShop: 1 },
  shopify: { all: 3, ofAShop: 2 },
  imports: { all: 2, ofAShop: 1 },
};

/** Tells the name of a class from any other text. */
export function isQueueClass(text: string): text is QueueClass {
  return (QUEUE_CLASSES as readonly string[]).includes(text);
}

const MINUTE_MS = 60_000;

/** How long the oldest job of a class may wait once it is due, before managers are told that it stands, in ms. */
export const LATE_AFTER_MS: Record<QueueClass, number> = {
  acts: 5 * MINUTE_MS,
  emails: 10 * MINUTE_MS,
  webhooks: 5 * MINUTE_MS,
  photos: 20 * MINUTE_MS,
  renditions: 20 * MINUTE_MS,
  shopify: 15 * MINUTE_MS,
  imports: 60 * MINUTE_MS,
};

/** Each class as what of it waits. */
export const CLASS_WORDS: Record<QueueClass, string> = {
  acts: "Work that goes on to the next person",
  emails: "Emails",
  webhooks: "What Shopify and the mail service told of",
  photos: "Photos to be fetched",
  renditions: "Pictures of files",
  shopify: "Holds and other changes in Shopify",
  imports: "Long work, such as bringing in orders",
};
