// Facts that bear no mark of their shop are told to that shop alone.
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { hasLaterArrived } from "../../app/adapters/mail/email-troubles.ts";
import { isReminderOver } from "../../app/adapters/mail/email-rows.ts";
import { issueLink } from "../../app/adapters/proofs/customer-link.ts";
import { knownUpdatedAt } from "../../app/adapters/rows/orders/intake-rows.ts";
import { customerAddress } from "../../app/adapters/rows/orders/orders.ts";
import { isStartedWith, newestInShadow } from "../../app/adapters/rows/orders/shadow-orders.ts";
import { orderToLookFor } from "../../app/adapters/rows/fulfilment/orders-in-shopify.ts";
import { photoVersionAt } from "../../app/adapters/rows/items/uploads.ts";
import { photosOfVersion } from "../../app/adapters/rows/items/photos.ts";
import { makePlace, type Place } from "./access/place.ts";
import { makeOrder } from "./shop.ts";
import { anEmail, inShop, none, type Read } from "./access/reads.ts";

let mine: Place, theirs: Place;
beforeAll(async () => {
  mine = await makePlace("Mine");
  theirs = await makePlace("Theirs");
});

describe("what has no mark of its shop", () => {
  const facts: Record<string, Read> = {
    orderToLookFor: ({ shopId }, of) => orderToLookFor(shopId, of.orderIds[0]!),
    customerAddress: ({ shopId }, of) => customerAddress(none, shopId, of.orderIds[0]!),
    knownUpdatedAt: async ({ shopId }, of) =>
      knownUpdatedAt(shopId, (await db().order.findFirstOrThrow(inShop(of))).shopifyOrderId),
    photosOfVersion: async ({ shopId }, of) => {
      const photos = await photosOfVersion(none, { shopId, itemId: of.itemIds[0]!, version: 1 });
      return photos.length > 0 ? photos : null;
    },
    isReminderOver: async ({ shopId }, of) => {
      const kind = "artwork_approval";
      const email = await anEmail(of, kind);
      const reminder = { ...email, shopId, kind: "approval_reminder", createdAt: new Date() } as const;
      return (await isReminderOver(none, reminder)) ? null : reminder.id;
    },
    hasLaterArrived: async ({ shopId }, of) => {
      const email = await anEmail(of, "artwork_approval");
      const sentAt = new Date(0);
      await db().email.updateMany({
        where: { shopId: of.shopId, id: email.id },
        data: { sentAt: new Date(), deliveredAt: new Date() },
      });
      return (
        (await hasLaterArrived(none, { ...email, kind: "artwork_approval", state: "sent", shopId, sentAt })) || null
      );
    },
    isStartedWith: async ({ shopId }, of) => (await isStartedWith(none, shopId, of.orderIds[0]!)) || null,
    newestInShadow: async ({ shopId }, of) => {
      const { orderId } = await makeOrder(of.shopId);
      await db().order.updateMany({ where: { shopId: of.shopId, id: orderId }, data: { isOurs: false } });
      return (await newestInShadow(shopId, 100)).find(({ id }) => id === orderId) ?? null;
    },
    issueLink: ({ shopId }, of) => issueLink(none, { shopId, orderId: of.orderIds[0]! }).catch(() => null),
  };
  it.each(Object.entries(facts))("%s is told to its own shop, and of another shop nothing", async (_, read) => {
    expect(await read(theirs, theirs)).not.toBeNull();
    expect(await read(mine, theirs)).toBeNull();
  });

  it("photoVersionAt knows no photo of another shop", async () => {
    const at = new Date("2100-01-01");
    expect(await photoVersionAt(none, theirs.shopId, theirs.itemIds[0]!, at)).toBeGreaterThan(0);
    expect(await photoVersionAt(none, mine.shopId, theirs.itemIds[0]!, at)).toBe(0);
  });
});
