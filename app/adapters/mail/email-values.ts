import type { StoreAddress } from "../../domain/customer/customer-page-address.ts";
import type { EmailValues } from "../../domain/emails/email-values.ts";
import { tables, type Tx } from "../db.ts";
import type { EmailRow } from "./email-rows.ts";

/** What an email tells, whom, and for which shop; null when its order is gone. */
export type ToTell = {
  to: string | null;
  shop: StoreAddress & { email: string | null; isActive: boolean };
  values: Omit<EmailValues, "link">;
};

/** Reads what an email may speak of as it is now: every open issue of the order, the items it was queued for, the last answer to a request for each of them. */
export async function readEmailValues(tx: Tx, { shopId, orderId, itemIds }: EmailRow): Promise<ToTell | null> {
  const order = await tables(tx).order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    include: {
      shop: {
        select: { name: true, domain: true, primaryDomain: true, pagePath: true, email: true, uninstalledAt: true },
      },
      items: {
        orderBy: { number: "asc" },
        include: {
          issues: { where: { endedAt: null }, include: { reason: { select: { name: true } } } },
          revisions: { where: { answeredAt: { not: null } }, orderBy: { round: "desc" }, take: 1 },
        },
      },
    },
  });
  if (!order) return null;
  const { shop, items } = order;
  const { domain, primaryDomain, pagePath, email } = shop;
  const spokenOf = items.filter((item) => itemIds.includes(item.id) && item.step !== "cancelled");
  const answers = new Set(spokenOf.flatMap(({ revisions }) => revisions.flatMap(({ answer }) => answer ?? [])));
  return {
    to: order.customerEmail,
    shop: { domain, primaryDomain, pagePath, email, isActive: shop.uninstalledAt === null },
    values: {
      shop: { name: shop.name || shop.domain.replace(/\.myshopify\.com$/, "") },
      order: { name: order.name },
      customer: { name: order.customerName },
      issues: items
        .filter(({ step }) => step === "photo_issue")
        .flatMap((item) =>
          item.issues.map(({ reason, comment }) => ({
            itemNumber: item.number,
            product: item.productTitle,
            variant: item.variantTitle,
            reason: reason.name,
            comment,
          })),
        ),
      items: spokenOf.map(({ number, productTitle: product, variantTitle: variant }) => ({ number, product, variant })),
      answer: [...answers].join("\n\n") || null,
    },
  };
}
