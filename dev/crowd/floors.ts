import { setTimeout as wait } from "node:timers/promises";
import { db } from "../../app/adapters/db.ts";
import { placeOrder } from "../local-shopify/orders/orders.ts";
import type { LocalShopify } from "../local-shopify/server.ts";
import type { LocalShop } from "../local-shopify/shapes.ts";
import { keepUploadBytes } from "../local-shopify/storefront/uploads.ts";
import { openAsEveryone } from "../seed/people.ts";
import type { Floor, Tally } from "./people.ts";

/** A shop in which people work, and what they were told. */
export type OpenFloor = Floor & { tally: Tally };

/** Everybody of a shop opens the app, and nobody's places are ever full. */
export async function openFloor(
  shopify: LocalShopify,
  shop: LocalShop,
  origin: string,
  chance: () => number,
): Promise<OpenFloor> {
  const shopId = await openAsEveryone(shopify, shop);
  await db().member.updateMany({ where: { shopId }, data: { capacity: 1_000_000 } });
  return { shopify, shop, shopId, origin, chance, tally: { asked: [], again: 0 } };
}

type Placing = {
  count: number;
  everyMs: number;
  photo: Buffer;
  /** The link that the customer leaves with this order: that of the photo, or another. */
  linkOf?: (at: number, ofPhoto: string) => string;
  isOver?: () => boolean;
};

/** Customers of a shop order, one after the other; gives the orders' numbers in Shopify. */
export async function place(
  { shopify: { ctx }, shop }: Floor,
  { count, everyMs, photo, linkOf = (_at, link) => link, isOver = () => false }: Placing,
): Promise<string[]> {
  const link = await keepUploadBytes(ctx, "pet.jpg", photo);
  const product = shop.products.find(({ photoProperties }) => photoProperties.length > 0)!;
  const reachable = shop.customers.filter(({ email }) => email !== null);
  const numbers: string[] = [];
  for (let at = 0; at < count && !isOver(); at += 1) {
    const properties = [{ name: product.photoProperties[0]!, value: linkOf(at, link) }];
    const line = { productId: product.id, variantId: product.variants[0]!.id, quantity: 1, properties };
    const customerId = reachable[at % reachable.length]!.id;
    const order = placeOrder(ctx, shop, { customerId, createdAt: new Date(ctx.now()).toISOString(), lines: [line] });
    numbers.push(String(order.id));
    await wait(everyMs);
  }
  return numbers;
}
