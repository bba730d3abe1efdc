// Two shops with the same customers, products and orders: whatever one of them asks for, nothing of the other is in the answer.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { emailsOfOrders, lockEmail } from "../../app/adapters/mail/email-rows.ts";
import { ordersUnaddressed } from "../../app/adapters/mail/unaddressed-emails.ts";
import { readEmailValues } from "../../app/adapters/mail/email-values.ts";
import { claimForm, keepAnswer, sentForm } from "../../app/adapters/rows/acts/sent-forms.ts";
import { customersActs, readAct } from "../../app/adapters/rows/acts/acts.ts";
import {
  batchLines,
  countOutcomes,
  itemsToDo,
  ordersToDo,
  ordersToUndo,
  readBatch,
  untoldBatches,
} from "../../app/adapters/rows/acts/batches.ts";
import {
  countWaitingItems,
  loadCustomerOrder,
  orderIdOfCustomer,
  ordersOfCustomer,
} from "../../app/adapters/rows/orders/customer-orders.ts";
import {
  askedItems,
  folderName,
  foldersOfShop,
  fulfilmentCounts,
  fulfilmentPage,
  fulfilmentRows,
  itemsAskedFor,
  openFulfilment,
} from "../../app/adapters/rows/fulfilment/fulfilments.ts";
import { lastArrivals, readHistory } from "../../app/adapters/rows/acts/history.ts";
import { cancelledByShopify } from "../../app/adapters/rows/orders/intake-rows.ts";
import { countIssuesByReason, countMarkedPhotos, endedIssues } from "../../app/adapters/rows/items/issues.ts";
import {
  artfilesOfOrders,
  findArtfile,
  hasPictureToCome,
  photosOfOrders,
} from "../../app/adapters/rows/items/item-files.ts";
import { readHomeFacts } from "../../app/adapters/rows/shop/home-facts.ts";
import { readWallFacts } from "../../app/adapters/rows/shop/wall-facts.ts";
import { loadItemRows } from "../../app/adapters/rows/items/item-rows.ts";
import { placesOfItems } from "../../app/adapters/rows/items/items.ts";
import {
  newestOrders,
  orderIdOf,
  orderLineRows,
  orderPage,
  orderRow,
} from "../../app/adapters/rows/orders/order-list.ts";
import {
  ordersByHolds,
  ordersByShopifyIds,
  orderByShopifyId,
  orderInShopify,
  ordersToCompare,
  ordersInShopify,
} from "../../app/adapters/rows/fulfilment/orders-in-shopify.ts";
import { liftedOrders, ordersOfTasks, unsettledOrders } from "../../app/adapters/rows/fulfilment/unsettled-orders.ts";
import {
  lockOrders,
  openOrders,
  ordersOfItems,
  ordersNamed,
  unendedItems,
} from "../../app/adapters/rows/orders/orders.ts";
import { ordersToChange } from "../../app/adapters/rows/orders/changed-flows.ts";
import { stepCounts, stuckItems } from "../../app/adapters/rows/orders/overview.ts";
import { findFileToShow, findPhoto, keysOfPhotos } from "../../app/adapters/rows/items/photos.ts";
import { accessPage, noteAccess } from "../../app/adapters/rows/shop/accesses.ts";
import { ordersToExport, photosToExport } from "../../app/adapters/rows/shop/privacy.ts";
import { itemsInQueue, queueCounts, queuePage } from "../../app/adapters/rows/orders/step-queues.ts";
import { keptFiles } from "../../app/adapters/rows/items/retired-files.ts";
import { countOurs, ordersToSettle } from "../../app/adapters/rows/fulfilment/ours-in-shopify.ts";
import { countInShadow } from "../../app/adapters/rows/orders/shadow-orders.ts";
import { readSettings, timeZoneOf } from "../../app/adapters/rows/shop/shops.ts";
import { storefrontOf } from "../../app/adapters/rows/shop/storefronts.ts";
import { loadSituations } from "../../app/adapters/rows/acts/situations.ts";
import { openTasks, taskById } from "../../app/adapters/rows/shop/tasks.ts";
import { artfileCandidates, openUploads, uploadToCheck } from "../../app/adapters/rows/items/uploads.ts";
import { WITHOUT_ADDRESS } from "../../app/domain/emails/email-sending.ts";
import { usualHours } from "../../app/domain/screens/overdue.ts";
import { DEFAULT_FLOW } from "../../app/domain/words/flow.ts";
import { type Step } from "../../app/domain/words/steps.ts";
import { NO_READS } from "./access/no-reads.ts";
import { approvedByCustomer, uploadBeingChecked } from "./access/of-place.ts";
import { CUSTOMER, makePlace, type Place } from "./access/place.ts";
import { anEmail, asksAsAnotherShop, inShop, none, type Read } from "./access/reads.ts";
import { SETTINGS_ROWS } from "./access/settings-rows.ts";
import { TEAM_ROWS } from "./access/team-rows.ts";
import { makeOrder, makeShop } from "./shop.ts";

const USUAL = usualHours({});

let mine: Place, theirs: Place;
beforeAll(async () => {
  mine = await makePlace("Mine");
  theirs = await makePlace("Theirs");
});

const storedKeys = async (of: Place) =>
  (await db().photo.findMany(inShop(of))).flatMap(({ storageKey }) => storageKey ?? []);
const queue = (shopId: string, step: Step) => ({
  shopId,
  step,
  ownedBy: null,
  role: null,
  findsByCustomer: true,
  filters: {},
});

const ROWS: Record<string, Read> = {
  sentForm: async ({ shopId, owner }, of) => {
    const key = { memberId: of.owner.memberId, formId: of.actId };
    await claimForm({ shopId: of.shopId, ...key });
    await keepAnswer({ shopId: of.shopId, ...key }, { said: of.actId, isRefused: false });
    return (await sentForm({ shopId, memberId: owner.memberId, formId: of.actId }))?.answer;
  },
  readAct: ({ shopId }, of) => readAct(none, shopId, of.actId),
  customersActs: async ({ shopId }, of) => customersActs(none, shopId, (await approvedByCustomer(of)).orderId),
  readBatch: async ({ shopId }, of) => (await readBatch(none, { shopId, batchId: of.batchId }))?.memberId,
  ordersToDo: ({ shopId }, of) => ordersToDo(none, { shopId, batchId: of.batchId }, 9),
  itemsToDo: ({ shopId }, of) => itemsToDo(none, { shopId, batchId: of.batchId }, of.orderIds[1]!),
  ordersToUndo: ({ shopId }, of) => ordersToUndo(none, { shopId, batchId: of.batchId }),
  batchLines: ({ shopId }, of) => batchLines(none, { shopId, batchId: of.batchId }, "all", 9),
  untoldBatches: ({ shopId }, of) => untoldBatches(shopId, of.owner.memberId, 9),
  itemsInQueue: ({ shopId }) => itemsInQueue(none, queue(shopId, "artwork"), 9),
  ...TEAM_ROWS,
  loadCustomerOrder: ({ shopId }, of) => loadCustomerOrder(shopId, of.orderIds[0]!),
  ordersOfCustomer: ({ shopId }) => ordersOfCustomer(shopId, CUSTOMER, 100),
  orderIdOfCustomer: ({ shopId }, of) => orderIdOfCustomer(shopId, of.shopifyOrderId, CUSTOMER),
  itemsAskedFor: async ({ shopId }, of) => [...(await itemsAskedFor(none, shopId, of.orderIds[4]!))],
  askedItems: ({ shopId }, of) => askedItems(none, shopId, of.fulfilmentId),
  openFulfilment: ({ shopId }, of) => openFulfilment(shopId, of.fulfilmentId),
  foldersOfShop: ({ shopId }) => foldersOfShop(shopId),
  folderName: ({ shopId }, of) => folderName(none, shopId, of.folderId),
  fulfilmentPage: ({ shopId }) => fulfilmentPage({ shopId, ownedBy: null }, null, 100),
  fulfilmentRows: ({ shopId }, of) => fulfilmentRows(shopId, of.orderIds, new Date()),
  readHistory: ({ shopId }, of) => readHistory(undefined, { shopId, orderId: of.orderIds[0]! }),
  lastArrivals: async ({ shopId }, of) => [...(await lastArrivals(shopId, of.itemIds, "photo_issue"))],
  cancelledByShopify: async ({ shopId }, of) => [...(await cancelledByShopify(none, shopId, of.itemIds))],
  ...SETTINGS_ROWS,
  countIssuesByReason: ({ shopId }) => countIssuesByReason(shopId, null),
  endedIssues: ({ shopId }) => endedIssues(shopId, null, new Date(0)),
  loadItemRows: async ({ shopId }, of) => (await loadItemRows(shopId, of.itemIds)).rows,
  orderPage: ({ shopId }) =>
    orderPage(shopId, { state: "all", findsByCustomer: true, ownedBy: null }, USUAL, null, 100),
  orderLineRows: ({ shopId }, of) => orderLineRows(shopId, of.orderIds),
  orderIdOf: ({ shopId }, of) => orderIdOf(shopId, of.shopifyOrderId),
  orderRow: ({ shopId }, of) => orderRow(shopId, of.orderIds[0]!),
  lockOrders: ({ shopId }, of) => inTransaction((tx) => lockOrders(tx, shopId, of.orderIds)),
  ordersOfItems: async ({ shopId }, of) => [...(await ordersOfItems(none, shopId, of.itemIds))],
  ordersToChange: ({ shopId }) =>
    ordersToChange(
      { shopId, flow: { ...DEFAULT_FLOW, keepPhotoLeads: "back_to_review" }, askedAt: new Date("2100-01-01") },
      99,
    ),
  ordersByHolds: async ({ shopId }, of) => [...(await ordersByHolds(shopId, [`${of.marks.at(-3)!.trim()} parcel`]))],
  ordersByShopifyIds: ({ shopId }, of) => ordersByShopifyIds(shopId, [of.shopifyOrderId]),
  orderByShopifyId: ({ shopId }, of) => orderByShopifyId(shopId, of.shopifyOrderId),
  openOrders: ({ shopId }) => openOrders(shopId, null, 1),
  ordersToCompare: ({ shopId }) => ordersToCompare(shopId, new Date("2100-01-01"), 0, 100),
  orderInShopify: ({ shopId }, of) => orderInShopify(none, shopId, of.orderIds[4]!),
  ordersInShopify: async ({ shopId }, of) => [...(await ordersInShopify(none, shopId, of.orderIds))],
  unsettledOrders: ({ shopId }) => unsettledOrders(shopId, "refused", 100),
  liftedOrders: ({ shopId }) => liftedOrders(shopId, 100),
  unendedItems: ({ shopId }, of) => unendedItems(none, shopId, of.itemIds),
  ordersToExport: ({ shopId }, of) =>
    ordersToExport({ shopId, shopifyCustomerId: CUSTOMER, shopifyOrderIds: [of.shopifyOrderId] }),
  photosToExport: ({ shopId }, of) => photosToExport(shopId, of.orderIds),
  accessPage: async ({ shopId }, of) => {
    await noteAccess({ shopId: of.shopId, memberId: of.owner.memberId, kind: "order", orderIds: of.orderIds });
    return (await accessPage(shopId, null, 100)).map(({ name, orders }) => [name, orders]);
  },
  readSettings: ({ shopId }) => readSettings(shopId),
  storefrontOf: ({ shopId }) => storefrontOf(shopId),
  stuckItems: ({ shopId }) => stuckItems(shopId, USUAL, 100),
  findPhoto: ({ shopId }, of) => findPhoto(none, shopId, of.photoIds[0]!),
  findFileToShow: ({ shopId }, of) => findFileToShow(shopId, "photo", of.photoIds[0]!),
  keptFiles: ({ shopId }, of) => keptFiles(none, { shopId, orderId: of.orderIds[0]! }),
  keysOfPhotos: async ({ shopId }, of) => [...(await keysOfPhotos(shopId, await storedKeys(of)))],
  hasPictureToCome: async ({ shopId }, of) => {
    const { orderId } = await makeOrder(of.shopId, { step: "customer_approval" });
    await db().artfile.updateMany({ where: { shopId: of.shopId, item: { orderId } }, data: { renditions: "none" } });
    return (await hasPictureToCome(db(), { shopId, orderId })) ? of.shopId : null;
  },
  findArtfile: async ({ shopId }, of) => findArtfile(shopId, (await db().artfile.findFirstOrThrow(inShop(of))).id),
  photosOfOrders: ({ shopId }, of) => photosOfOrders(shopId, of.orderIds),
  artfilesOfOrders: ({ shopId }, of) => artfilesOfOrders(shopId, of.orderIds),
  placesOfItems: async ({ shopId }, of) => [...(await placesOfItems(none, shopId, of.itemIds))],
  queuePage: ({ shopId }) => queuePage(queue(shopId, "artwork"), null, 100),
  readWallFacts: ({ shopId }) => readWallFacts(shopId),
  readHomeFacts: ({ shopId }) => readHomeFacts(shopId),
  ordersToSettle: ({ shopId }) => ordersToSettle(shopId, new Date(Date.now() + 60_000), 100),
  ordersOfTasks: async ({ shopId }) => [...(await ordersOfTasks(shopId, ["refused", "lifted"], 100))],
  ordersNamed: async ({ shopId }, of) =>
    Promise.all((await db().order.findMany(inShop(of))).map(({ name }) => ordersNamed(shopId, name))),
  loadSituations: async ({ shopId }, of) => [...(await loadSituations(none, shopId, of.orderIds))],
  openTasks: ({ shopId }) => openTasks(shopId, 100),
  taskById: ({ shopId }, of) => taskById(shopId, of.taskId),
  artfileCandidates: ({ shopId }) => artfileCandidates(shopId, null, randomUUID()),
  uploadToCheck: async ({ shopId }, of) => uploadToCheck(shopId, await uploadBeingChecked(of.shopId)),
  openUploads: ({ shopId }, of) => openUploads(shopId, of.owner.memberId, none),
  newestOrders: ({ shopId }) => newestOrders(shopId, 10),
  emailsOfOrders: ({ shopId }, of) => emailsOfOrders(shopId, of.orderIds, ["artwork_approval", "order_issue"]),
  lockEmail: async ({ shopId }, of) => {
    const emails = await db().email.findMany(inShop(of));
    return Promise.all(emails.map(({ id: emailId }) => lockEmail(none, { shopId, emailId })));
  },
  readEmailValues: async ({ shopId }, of) => readEmailValues(none, { ...(await anEmail(of)), shopId }),
  ordersUnaddressed: async ({ shopId }, of) => {
    const failed = { kind: "approved", state: "failed", failure: WITHOUT_ADDRESS, sendAt: new Date() };
    const round = 1 + (await db().email.count(inShop(of)));
    await db().email.create({ data: { shopId: of.shopId, orderId: of.orderIds[0]!, round, itemIds: [], ...failed } });
    return ordersUnaddressed(shopId);
  },
};

describe("rows", () => asksAsAnotherShop(ROWS, () => ({ mine, theirs })));

describe("counts", () => {
  const counts: Record<string, (shopId: string) => Promise<unknown>> = {
    queueCounts: async (shopId) => (await queueCounts([queue(shopId, "artwork")]))[0]!,
    stepCounts: (shopId) => stepCounts(shopId, USUAL),
    fulfilmentCounts: (shopId) => fulfilmentCounts({ shopId, ownedBy: null }),
    countInShadow: (shopId) => countInShadow(shopId),
    countOurs: (shopId) => countOurs(shopId),
    countWaitingItems: (shopId) => countWaitingItems(shopId, CUSTOMER),
  };
  it.each(Object.entries(counts))(
    "%s rises with what its own shop has, and not with what another has",
    async (_, count) => {
      const before = await count(mine.shopId);
      await fill(theirs.shopId);
      expect(await count(mine.shopId)).toEqual(before);
      await fill(mine.shopId);
      expect(await count(mine.shopId)).not.toEqual(before);
    },
  );

  async function fill(shopId: string): Promise<void> {
    for (const step of ["artwork", "fulfilment", "customer_approval"] as const)
      await makeOrder(shopId, { step, customerShopifyId: CUSTOMER });
    const { orderId: id } = await makeOrder(shopId);
    await db().order.updateMany({ where: { shopId, id }, data: { isOurs: false } });
  }

  it("countOutcomes knows no item of a batch of another shop", async () => {
    const of = async ({ shopId }: Place) => (await countOutcomes(none, { shopId, batchId: theirs.batchId })).counts;
    expect([(await of(theirs)).done, (await of(mine)).done]).toEqual([1, 0]);
  });

  it("readHomeFacts knows no order of another shop", async () => {
    const { shopId } = await makeShop();
    expect((await readHomeFacts(theirs.shopId)).hasOrders).toBe(true);
    expect((await readHomeFacts(shopId)).hasOrders).toBe(false);
  });

  it("countMarkedPhotos knows no issue of another shop, and timeZoneOf no other shop's zone", async () => {
    const itemId = theirs.itemIds[0]!;
    const [photo] = await db().photo.findMany({ where: { shopId: theirs.shopId, itemId } });
    const { id: _id, position: _position, ...like } = photo!;
    await db().photo.create({ data: { ...like, position: 77 } });
    const { id: reasonId } = await db().rejectionReason.findFirstOrThrow(inShop(theirs));
    await db().issue.deleteMany({ where: { shopId: theirs.shopId, itemId } });
    await db().issue.create({ data: { shopId: theirs.shopId, itemId, reasonId, photoIds: [photo!.id] } });
    expect(await countMarkedPhotos(theirs.shopId, itemId)).toBe(1);
    expect(await countMarkedPhotos(mine.shopId, itemId)).toBe(0);
    await db().shop.update({ where: { id: theirs.shopId }, data: { timezone: "Asia/Tokyo" } });
    expect([await timeZoneOf(theirs.shopId), await timeZoneOf(mine.shopId)]).toEqual(["Asia/Tokyo", "UTC"]);
  });
});

it("every function that knows rows is tried above, or is said not to read them", async () => {
  const modules = import.meta.glob(["../../app/adapters/*/**/*.ts", "!**/*.test.ts", "!**/*.child.ts"]);
  const exported: string[] = [];
  for (const [path, load] of Object.entries(modules)) {
    const asksTables = /\b(db|tables)\(/.test(readFileSync(new URL(path, import.meta.url), "utf8"));
    if (!asksTables && !path.includes("/rows/")) continue;
    const module = (await load()) as Record<string, unknown>;
    exported.push(...Object.keys(module).filter((name) => typeof module[name] === "function"));
  }
  expect(exported.filter((name) => !(name in ROWS) && !NO_READS.includes(name))).toEqual([]);
  expect(NO_READS.filter((name) => !exported.includes(name))).toEqual([]);
});
