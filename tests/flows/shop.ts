import { randomUUID } from "node:crypto";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { newStorageKey, storage } from "../../app/adapters/storage/storage.ts";
import { wakeShop } from "../../app/adapters/rows/shop/shops.ts";
import { openTask } from "../../app/adapters/rows/shop/tasks.ts";
import { loadSituation } from "../../app/adapters/rows/acts/situations.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { itemFileName } from "../../app/domain/files/file-names.ts";
import { DEFAULT_FLOW, type Flow } from "../../app/domain/words/flow.ts";
import type { Role, WorkingRole } from "../../app/domain/words/roles.ts";
import { NOT_BEGUN } from "../../app/domain/shop/shadow.ts";
import type { Step } from "../../app/domain/words/steps.ts";
import { actOnItems, type ActInput } from "../../app/services/acts/act-on-items.ts";

let made = 0;

/** Lets a new shop start with all orders: most stories are not about its first days. */
export async function startAtOnce(shopId: string): Promise<void> {
  await db().shop.updateMany({ where: { id: shopId, startedAt: null }, data: { startedAt: new Date() } });
}

/** A shop with the default flow and reasons, which has started. */
export async function makeShop(
  domain = `shop-${(made += 1)}.myshopify.com`,
): Promise<{ shopId: string; reasonId: string; domain: string }> {
  const { shopId } = await inTransaction((tx) => wakeShop(tx, domain));
  await startAtOnce(shopId);
  const reason = await db().rejectionReason.findFirstOrThrow({ where: { shopId }, orderBy: { position: "asc" } });
  return { shopId, reasonId: reason.id, domain };
}

/** An enrolled member with these roles. */
export async function makeMember(
  shopId: string,
  roles: readonly Role[],
  more: { name?: string; capacity?: number; isAway?: boolean } = {},
): Promise<ActingMember & { name: string }> {
  const name = more.name ?? `Member ${(made += 1)}`;
  const row = await db().member.create({
    data: {
      shopId,
      name,
      roles: [...roles],
      capacity: more.capacity ?? 20,
      isAway: more.isAway ?? false,
      enrolledAt: new Date(),
      shopifyUserId: String(9_000_000 + made++),
    },
  });
  return { kind: "member", memberId: row.id, roles, name };
}

type OrderRecipe = {
  items?: number;
  /** The photo of the first one was found on the order itself, and may belong to either of two lines. */
  isUnplaced?: boolean;
  flow?: Partial<Flow>;
  step?: Step;
  assign?: Partial<Record<WorkingRole, { memberId: string }>>;
  customerShopifyId?: string;
};

/** Lines that the photo of an order may belong to. */
const UNPLACED_LINES = ["1", "2"].map((lineId) => ({
  lineId,
  productId: "7",
  title: `Portrait ${lineId}`,
  variantTitle: null,
  options: ["Full"],
  sku: null,
  quantity: 1,
  isFulfilled: false,
  isPhysical: true,
}));

/** An order as intake makes it, each item with one stored photo, all in one step. */
export async function makeOrder(
  shopId: string,
  recipe: OrderRecipe = {},
): Promise<{ orderId: string; itemIds: string[]; name: string }> {
  const flow = { ...DEFAULT_FLOW, ...recipe.flow };
  const number = 1000 + (made += 1);
  const name = `#${number}`;
  const step = recipe.step ?? "photo_review";
  const isDrawn = ["quality_control", "customer_approval", "fulfilment"].includes(step);
  const order = await db().order.create({
    data: {
      shopId,
      name,
      flow,
      shopifyOrderId: String(5_000_000_000 + number),
      placedAt: new Date(),
      shopifyUpdatedAt: new Date(),
      customerName: "Carla Customer",
      customerEmail: "carla@example.com",
      customerShopifyId: recipe.customerShopifyId ?? null,
      shippingAddress: { address1: "1 Main Street", city: "Springfield" },
    },
  });
  const itemIds: string[] = [];
  if (recipe.isUnplaced)
    await db().order.updateMany({ where: { shopId, id: order.id }, data: { lines: UNPLACED_LINES } });
  for (let at = 1; at <= (recipe.items ?? 1); at += 1) {
    const fileName = itemFileName({
      orderName: name,
      productTitle: "Yellow Portrait",
      itemNumber: at,
      options: ["LivingRoom", "Full"],
      isDefaultVariant: false,
      propertyName: "Uploaded Images",
    });
    const item = await db().item.create({
      data: {
        shopId,
        orderId: order.id,
        number: at,
        lineId: String(at),
        sourceKey: "Uploaded Images",
        propertyName: "Uploaded Images",
        productTitle: "Yellow Portrait",
        options: ["LivingRoom", "Full"],
        quantity: 1,
        fileName: fileName.name,
        fileNameKey: fileName.key,
        skips: [...flow.skips],
        step,
        photoVersion: 1,
        ...(recipe.isUnplaced && at === 1 ? { placeAmong: UNPLACED_LINES.map(({ lineId }) => lineId) } : {}),
        ...(isDrawn ? { artfileVersion: 1, artfilePhotoVersion: 1 } : {}),
        ...(step === "fulfilment" ? { approvedArtfileVersion: 1 } : {}),
      },
    });
    itemIds.push(item.id);
    if (recipe.isUnplaced && at === 1 && step === "photo_review")
      await inTransaction((tx) =>
        openTask(tx, { shopId, kind: "photo_unplaced", subject: item.id, orderId: order.id }),
      );
    const file = await storeFile(shopId, `photo of item ${at}`, "photo");
    await db().photo.create({
      data: {
        shopId,
        itemId: item.id,
        version: 1,
        position: 1,
        state: "ready",
        originalName: "IMG_1.jpg",
        ...file,
        bytes: BigInt(file.bytes),
        renditions: "made",
        thumbKey: file.storageKey,
        middleKey: file.storageKey,
        screenKey: file.storageKey,
      },
    });
    if (isDrawn) {
      const artfile = await storeFile(shopId, `artfile of item ${at}`, "artfile");
      await db().artfile.create({
        data: {
          shopId,
          itemId: item.id,
          version: 1,
          fileName: `${fileName.name}.png`,
          ...artfile,
          contentType: "image/png",
          bytes: BigInt(artfile.bytes),
          photoVersion: 1,
          renditions: "made",
        },
      });
    }
  }
  const assigned = Object.entries(recipe.assign ?? {});
  if (assigned.length > 0)
    await db().assignment.createMany({
      data: assigned.map(([role, { memberId }]) => ({ shopId, orderId: order.id, role, memberId })),
    });
  return { orderId: order.id, itemIds, name };
}

/** A file in the test's storage. */
export async function storeFile(shopId: string, text: string, kind: "photo" | "artfile") {
  const storageKey = newStorageKey(shopId, kind);
  const { bytes, sha256 } = await storage().put(storageKey, Buffer.from(text), { contentType: "image/jpeg" });
  return { storageKey, sha256, bytes, contentType: "image/jpeg" };
}

/** The items of an order as they are now, in their order. */
export async function itemsOf(shopId: string, orderId: string) {
  return (await loadSituation(db(), shopId, orderId))!.items;
}

/** The step of each item of an order. */
export async function stepsOf(shopId: string, orderId: string): Promise<Step[]> {
  return (await itemsOf(shopId, orderId)).map((item) => item.step);
}

/** One act on items as a fresh screen would ask for it: with the counts they have now. */
export async function act(asked: Omit<ActInput, "actId" | "targets"> & { itemIds: readonly string[]; actId?: string }) {
  const { itemIds, ...input } = asked;
  const rows = await db().item.findMany({
    where: { shopId: input.shopId, id: { in: [...itemIds] } },
    select: { id: true, changeCount: true },
  });
  const targets = rows.map((row) => ({ itemId: row.id, changeCount: row.changeCount }));
  return actOnItems({ actId: randomUUID(), ...input, targets });
}

/** Lets the undo window of everything done so far be over, a customer's too. */
export async function letUndoWindowPass(): Promise<void> {
  await db()
    .$executeRaw`UPDATE "Act" SET at = at - interval '121 seconds', "undoableUntil" = "undoableUntil" - interval '121 seconds'`;
  await db()
    .$executeRaw`UPDATE "Item" SET "visibleAt" = "visibleAt" - interval '121 seconds' WHERE "visibleAt" < ${NOT_BEGUN}`;
}
