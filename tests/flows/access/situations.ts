import type { Prisma } from "@prisma/client";
import { db } from "../../../app/adapters/db.ts";
import type { Flow } from "../../../app/domain/words/flow.ts";
import { STEPS, type Step } from "../../../app/domain/words/steps.ts";
import { makeOrder } from "../shop.ts";
import type { Cast } from "./cast.ts";

/** A kind of item to try things on: each call makes a new order, assigned to the first person of each role. */
export type Case = { name: string; step: Step; order(cast: Cast): Promise<{ orderId: string; itemId: string }> };

type Recipe = {
  flow?: Partial<Flow>;
  items?: number;
  item?: Prisma.ItemUncheckedUpdateManyInput;
  cancelledInShopify?: boolean;
  brokenPhoto?: boolean;
  isUnplaced?: boolean;
};

/** Every step as it usually is, and the states in which the table answers otherwise. */
export const CASES: readonly Case[] = [
  ...STEPS.map((step) => make(step, step)),
  make("photo_review, photo unreadable", "photo_review", { brokenPhoto: true }),
  make("photo_review, of a line that nobody has said", "photo_review", { isUnplaced: true }),
  make("photo_issue, photo unreadable", "photo_issue", { brokenPhoto: true }),
  make("artwork, waiting for its sibling", "artwork", {
    items: 2,
    item: { readyFor: "quality_control", artfileVersion: 1, artfilePhotoVersion: 1 },
  }),
  make("quality_control, customer asked for changes", "quality_control", { item: { hasOpenRevision: true } }),
  make("customer_approval, items one by one", "customer_approval", { flow: { manner: "independently" } }),
  make("fulfilment, sent to the printer", "fulfilment", { item: { sentToPrinterAt: new Date(0) } }),
  make("fulfilment, nobody approved it", "fulfilment", { item: { approvedArtfileVersion: null } }),
  make("photo_review, cancelled in Shopify", "photo_review", { cancelledInShopify: true }),
];

function make(name: string, step: Step, recipe: Recipe = {}): Case {
  return { name, step, order: (cast) => standing(cast, step, recipe) };
}

async function standing(
  { shopId, assignees }: Cast,
  step: Step,
  { flow, items = 1, item = {}, cancelledInShopify, brokenPhoto, isUnplaced = false }: Recipe,
) {
  const isAtEnd = step === "done" || step === "cancelled";
  const { orderId, itemIds } = await makeOrder(shopId, {
    step: isAtEnd ? "fulfilment" : step,
    assign: assignees,
    items,
    isUnplaced,
    ...(flow ? { flow } : {}),
  });
  const itemId = itemIds[0]!;
  await db().item.updateMany({ where: { shopId, id: itemId }, data: { ...(isAtEnd ? { step } : {}), ...item } });
  if (item.hasOpenRevision)
    await db().revision.create({ data: { shopId, itemId, round: 1, artfileVersion: 1, note: "Whiter teeth" } });
  if (brokenPhoto)
    await db().photo.updateMany({ where: { shopId, itemId }, data: { state: "failed", failure: "not_found" } });
  if (step === "photo_issue") {
    const reason = await db().rejectionReason.findFirstOrThrow({ where: { shopId } });
    await db().issue.create({ data: { shopId, itemId, reasonId: reason.id, comment: "Too dark" } });
    await db().item.updateMany({ where: { shopId, id: itemId }, data: { issueReasonId: reason.id } });
  }
  if (cancelledInShopify)
    await db().order.updateMany({ where: { shopId, id: orderId }, data: { cancelledInShopify: new Date() } });
  return { orderId, itemId };
}
