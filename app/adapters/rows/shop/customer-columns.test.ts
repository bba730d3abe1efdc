import { Prisma } from "@prisma/client";
import { expect, it } from "vitest";
import { FORGOTTEN, forgottenSource } from "./customer-columns.ts";

// A new column of these tables belongs into one of the two lists: here, or into FORGOTTEN.
const THE_SHOPS = {
  order: `shopId id shopifyOrderId name placedAt shopifyUpdatedAt flow cancelledInShopify fulfilledInShopify deletedInShopify lines endedAt photosRetiredFor versionsRetiredFor
    waitingForArtistSince folderId linkVersion remindersStoppedAt linkTokenHash holds comparedAt writtenState isOurs isPicked settledAs unsettledCause unsettledTries
    unheldSince liftedByHand createdAt searchText`,
  item: `shopId id orderId number lineId placeAmong sourceKey propertyName productTitle variantTitle options sku quantity fileName
    fileNameKey skips step readyFor stepSince visibleAt changeCount reworkCause hasOpenRevision photoVersion artfileVersion
    artfilePhotoVersion approvedArtfileVersion photoKept sentToPrinterAt shippedInShopify issueReasonId createdAt changedAt`,
  photo:
    "shopId id itemId version position bytes contentType width height askedTimes isIncomplete suppliedBy createdAt drawnAt deletedAt",
};

const COLUMNS = {
  order: Prisma.OrderScalarFieldEnum,
  item: Prisma.ItemScalarFieldEnum,
  photo: Prisma.PhotoScalarFieldEnum,
};

it.each(["order", "item", "photo"] as const)("of every column of an %s is known whose it is", (table) => {
  const shops = THE_SHOPS[table].split(/\s+/);
  expect([...shops, ...Object.keys(FORGOTTEN[table])].toSorted()).toEqual(Object.keys(COLUMNS[table]).toSorted());
});

it("the address of a photo tells its item apart, and cannot be read any more", () => {
  const link = "https://photos.test/carla.jpg";
  const hidden = forgottenSource(link);
  expect(hidden).toMatch(/^forgotten:[0-9a-f]{32}$/);
  expect(forgottenSource(`note:${link}`)).toBe(`note:${hidden}`);
  expect([hidden, "*", "?", "note:Photo"].map(forgottenSource)).toEqual([hidden, "*", "?", "note:Photo"]);
});
