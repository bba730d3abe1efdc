import type { Fault } from "./faults.ts";

const BATCHES = "tests/flows/batches-worked.test.ts";
const UNSEEN = "tests/flows/unseen-artwork.test.ts";
const FORGOTTEN = "tests/flows/forgotten-files.test.ts";

/** Faults of what goes on without anybody looking: batches, forms that are sent again, emails and pictures that wait, files that have to go. Each was overlooked by every test until one was written for it. */
export const FAULTS_WHILE_NOBODY_LOOKS: readonly Fault[] = [
  {
    what: "a batch is stopped while one of its orders is being done, and tells that order as not done",
    file: "app/adapters/rows/acts/batches.ts",
    find: "::uuid FOR SHARE`",
    put: "::uuid`",
    project: "flows",
    test: BATCHES,
  },
  {
    what: "an order that is given up takes all others of its batch with it",
    file: "app/services/batches/work-batch.ts",
    find: '(tx, key, { orderId, outcome: "waiting" }, { outcome: "not_done", why: "failed" });',
    put: '(tx, key, { outcome: "waiting" }, { outcome: "not_done", why: "failed" });',
    project: "flows",
    test: BATCHES,
  },
  {
    what: "batches take every place of the workers",
    file: "app/adapters/queue/queue.ts",
    find: 'oneByOne: "batches", ',
    put: "",
    project: "flows",
    test: "tests/flows/queue.test.ts",
  },
  {
    what: "a list of any length is acted on at once",
    file: "app/services/batches/choose-items.ts",
    find: "if (listed.length > MOST_IN_BATCH) return { wrong: WRONG.many };",
    put: "void WRONG.many;",
    project: "flows",
    test: "tests/flows/batches.test.ts",
  },
  {
    what: "a form that is under way is answered as if it were refused for good",
    file: "app/routes/who/sent-form.ts",
    find: "status: 503",
    put: "status: 409",
    project: "flows",
    test: "tests/flows/sent-forms.test.ts",
  },
  {
    what: "a photo that spoils its form is kept, and spoils it again",
    file: "app/services/customer/receive-customer-photo.ts",
    find: "    await dropSentPhotos(who, uploadIds.slice(file - 1, file));\n",
    put: "",
    project: "flows",
    test: "tests/flows/customer-uploads.test.ts",
  },
  {
    what: "an email waits for ever for the picture of an artwork that was replaced",
    file: "app/adapters/rows/items/item-files.ts",
    find: "artfiles.some(({ version }) => version === artfileVersion)",
    put: "artfiles.some(({ version }) => version <= artfileVersion)",
    project: "flows",
    test: UNSEEN,
  },
  {
    what: "an email about the whole order leaves before all pictures are there",
    file: "app/services/emails/prepare-email.ts",
    find: 'speaksOf === "the whole order" ? {} : { itemIds }',
    put: "{ itemIds: (void speaksOf, itemIds) }",
    project: "flows",
    test: UNSEEN,
  },
  {
    what: "pictures of a forgotten customer's artwork stay that no row names yet",
    file: "app/adapters/rows/shop/privacy.ts",
    find: '    ...artfiles.flatMap(({ id }) => Object.values(renditionKeys(shopId, "artfile", id))),\n',
    put: "",
    project: "flows",
    test: FORGOTTEN,
  },
  {
    what: "an order is forgotten anew every night because another shop has one of its number",
    file: "app/adapters/rows/shop/forgotten-orders.ts",
    find: 'o."shopId" = f."shopId" AND ',
    put: "",
    project: "flows",
    test: FORGOTTEN,
  },
  {
    what: "files of another shop are dropped",
    file: "app/services/shop/forget-customer.ts",
    find: "if (key.startsWith(`${shopId}/`)) await",
    put: "await",
    project: "flows",
    test: FORGOTTEN,
  },
  {
    what: "an address that a customer has been given leads to another picture",
    file: "app/adapters/proofs/files-access.ts",
    find: '["thumb", "screen", "original", "middle"]',
    put: '["thumb", "middle", "screen", "original"]',
    project: "flows",
    test: "tests/flows/files.test.ts",
  },
];
