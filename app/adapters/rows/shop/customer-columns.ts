import { createHash } from "node:crypto";
import { Prisma } from "@prisma/client";
import { tables, type Tx } from "../../db.ts";

/**
 * The columns that hold something of a customer, by table, with what stands there once the customer is forgotten: redaction writes it,
 * and intake writes it in place of whatever Shopify tells of an order whose customer was forgotten. A column that is not named here is the
 * shop's own (`customer-columns.test.ts` asks of every column which it is).
 */
export const FORGOTTEN = {
  order: {
    customerName: null,
    customerEmail: null,
    customerShopifyId: null,
    shippingAddress: Prisma.DbNull,
    locale: null,
    note: null,
    // Strangers and other apps write whatever they like into these.
    tags: [],
    shippingLines: [],
    noteAttributes: [],
    wantedDates: [],
    wantedBy: null,
  },
  item: { details: [], instructions: null },
  photo: {
    sourceUrl: null,
    originalName: null,
    storageKey: null,
    thumbKey: null,
    middleKey: null,
    screenKey: null,
    sha256: null,
    state: "failed",
    failure: "forgotten",
    askAgainAt: null,
    renditions: "none",
  },
  artfile: { thumbKey: null, middleKey: null, screenKey: null, renditions: "failed" },
  email: { toAddress: null, subject: null, failure: null },
  fulfilment: { refusal: null, trackingNumber: null, trackingUrl: null },
  revision: { note: "", answer: null, instructions: null },
  issue: { comment: "" },
  history: { details: {} },
} satisfies {
  order: Prisma.OrderUncheckedUpdateManyInput;
  item: Prisma.ItemUncheckedUpdateManyInput;
  photo: Prisma.PhotoUncheckedUpdateManyInput;
  artfile: Prisma.ArtfileUncheckedUpdateManyInput;
  email: Prisma.EmailUncheckedUpdateManyInput;
  fulfilment: Prisma.FulfilmentUncheckedUpdateManyInput;
  revision: Prisma.RevisionUncheckedUpdateManyInput;
  issue: Prisma.IssueUncheckedUpdateManyInput;
  history: Prisma.HistoryUncheckedUpdateManyInput;
};

/** Whether the customer of an order was forgotten, so that nothing of the person may be written again. */
export async function isForgotten(tx: Tx, shopId: string, shopifyOrderId: string): Promise<boolean> {
  const row = await tables(tx).forgottenOrder.findUnique({
    where: { shopId_shopifyOrderId: { shopId, shopifyOrderId } },
    select: { shopifyOrderId: true },
  });
  return row !== null;
}

/** What tells an item apart once its customer is forgotten: the address of a photo, where it is one, becomes its hash, the same each time. */
export function forgottenSource(sourceKey: string): string {
  if (!sourceKey.includes("//")) return sourceKey;
  const [, onOrder = "", link = ""] = /^(note:)?(.*)$/s.exec(sourceKey) ?? [];
  return `${onOrder}forgotten:${createHash("sha256").update(link).digest("hex").slice(0, 32)}`;
}
