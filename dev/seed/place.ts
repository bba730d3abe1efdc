import { setTimeout as wait } from "node:timers/promises";
import { db } from "../../app/adapters/db.ts";
import { drawDemoPicture } from "../demo-pictures.ts";
import { placeOrder, type NewLine } from "../local-shopify/orders/orders.ts";
import type { LocalShopify } from "../local-shopify/server.ts";
import type { LocalShop } from "../local-shopify/shapes.ts";
import { keepUploadBytes } from "../local-shopify/storefront/uploads.ts";
import type { PlannedLine, PlannedOrder } from "./plan.ts";

type Placed = { shopifyOrderId: string; plan: PlannedOrder };
export type Taken = { orderId: string; plan: PlannedOrder };

const PATIENCE_MS = 120_000;
const PATIENCE_AN_ORDER_MS = 1_000;
const HOUR = 3_600_000;

/** Places the planned orders on the storefront's side, oldest first; their webhooks go out at once. */
export async function placePlannedOrders(
  { ctx }: LocalShopify,
  shop: LocalShop,
  plans: readonly PlannedOrder[],
): Promise<Placed[]> {
  const links = new Map<string, Promise<string>>();
  const linkOf = (fileName: string) => {
    const known =
      links.get(fileName) ?? drawDemoPicture(fileName).then(({ bytes }) => keepUploadBytes(ctx, fileName, bytes));
    links.set(fileName, known);
    return known;
  };
  const placed: Placed[] = [];
  for (const plan of [...plans].sort((one, other) => other.hoursAgo - one.hoursAgo)) {
    const lines = await Promise.all(plan.lines.map((line) => newLine(shop, line, linkOf, plan.hasDeadLink === true)));
    const order = placeOrder(ctx, shop, {
      customerId: shop.customers[plan.customer % shop.customers.length]!.id,
      createdAt: new Date(ctx.now() - plan.hoursAgo * HOUR).toISOString(),
      lines,
    });
    placed.push({ shopifyOrderId: String(order.id), plan });
  }
  return placed;
}

/** Waits until the worker has taken the orders in and seen to all their photos. */
export async function untilTaken(shopId: string, placed: readonly Placed[]): Promise<Taken[]> {
  const ids = placed.map(({ shopifyOrderId }) => shopifyOrderId);
  for (let waited = 0; waited < PATIENCE_MS + placed.length * PATIENCE_AN_ORDER_MS; waited += 500) {
    const orders = await db().order.findMany({
      where: { shopId, shopifyOrderId: { in: ids } },
      select: { id: true, shopifyOrderId: true },
    });
    const unseen = await db().photo.count({
      where: { shopId, OR: [{ state: "fetching" }, { state: "ready", renditions: "none" }] },
    });
    if (orders.length === ids.length && unseen === 0) {
      const idOf = new Map(orders.map((order) => [order.shopifyOrderId, order.id]));
      return placed.map(({ shopifyOrderId, plan }) => ({ orderId: idOf.get(shopifyOrderId)!, plan }));
    }
    await wait(500);
  }
  throw new Error("The worker did not take the demo's orders in within minutes. Its log says why.");
}

async function newLine(
  shop: LocalShop,
  line: PlannedLine,
  linkOf: (fileName: string) => Promise<string>,
  isDead: boolean,
): Promise<NewLine> {
  const product = shop.products.find(({ handle }) => handle === line.handle);
  const variant = product?.variants[line.variant % product.variants.length];
  if (!product || !variant) throw new Error(`${shop.domain} does not sell ${line.handle}`);
  const properties = await Promise.all(
    line.photos.map(async (fileNames, index) => {
      const links = await Promise.all(fileNames.map(linkOf));
      return {
        name: product.photoProperties[index]!,
        value: links.map((link) => (isDead ? `${link}-gone` : link)).join("\n"),
      };
    }),
  );
  return { productId: product.id, variantId: variant.id, quantity: line.quantity ?? 1, properties };
}
