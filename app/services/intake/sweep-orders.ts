import { databaseTime, inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { ordersUnaddressed, queueUnaddressed } from "../../adapters/mail/unaddressed-emails.ts";
import { noteUntold } from "../../adapters/rows/shop/machinery.ts";
import { lockOrders } from "../../adapters/rows/orders/orders.ts";
import { endReading, takeUpReading, type OrderReading } from "../../adapters/rows/orders/order-readings.ts";
import { activeShopById, markImported, markSwept, sweptUntil } from "../../adapters/rows/shop/shops.ts";
import { noteCustomerData } from "../shop/note-customer-data.ts";
import { askShopify } from "../fulfilment/ask-shopify.ts";
import { askToCompare } from "../fulfilment/compare-orders.ts";
import { followShop, followWith } from "./follow-shop.ts";
import { askForTurn, readOrders, type Turn } from "./read-orders.ts";

const OVERLAP_MS = 10 * 60 * 1000;
const IMPORTED_MS = 60 * 24 * 60 * 60 * 1000;

/**
 * Finds what webhooks missed: reads again every order that Shopify changed since the last sweep, with ten minutes of overlap; and what is said of the
 * shop itself. Goes on where a sweep was that did not come to its end, and asks for another turn when its own is over before.
 */
export async function sweepOrders({ shopId }: { shopId: string }, turn: Turn = {}): Promise<void> {
  const shop = await activeShopById(shopId);
  const until = await sweptUntil(shopId);
  if (!shop || !until) return;
  const query = `updated_at:>='${new Date(until.getTime() - OVERLAP_MS).toISOString()}'`;
  const reading = await takeUpReading({ shopId, kind: "sweep" }, { phase: "changed", query });
  const about = { what: "sweep", orderId: null };
  const read = await askShopify(shopId, about, (admin) => readOrders(admin, shop, reading, turn));
  if (read === "none of ours") return;
  if (read === "some") return askForTurn(reading);
  if (read === "all") {
    await noteSwept(reading);
    if (reading.untold > 0) await noteUntold(shopId, reading.untold, await databaseTime());
    await noteCustomerData(shopId, { withheld: [], given: ["orders"] });
  }
  await askToCompare(shopId);
  await followShop({ shopId });
  await endReading(reading);
}

/**
 * Brings in the open orders of the last 60 days after an installation, and the shop's own name; from then on the sweep goes on.
 * Orders that are open here from an installation before are read and settled first: Shopify may have ended them meanwhile. Goes on where it was, in
 * turns as a sweep does.
 */
export async function importOrders({ shopId }: { shopId: string }, turn: Turn = {}): Promise<void> {
  const shop = await activeShopById(shopId);
  if (!shop) return;
  const since = new Date((await databaseTime()).getTime() - IMPORTED_MS);
  const query = `status:open AND created_at:>='${since.toISOString()}'`;
  const reading = await takeUpReading({ shopId, kind: "import" }, { phase: "open", query });
  const isFirstTurn = reading.phase === "open" && reading.after === null && reading.read === 0;
  const read = await askShopify(shopId, { what: "import", orderId: null }, async (admin) => {
    if (isFirstTurn) await followWith(admin, shop);
    return readOrders(admin, shop, reading, turn);
  });
  if (read === "none of ours") return;
  if (read === "some") return askForTurn(reading);
  if (read === "all") {
    await noteSwept(reading);
    await markImported(shopId, await databaseTime());
    await lookForAddresses(shopId);
  }
  await endReading(reading);
}

/** What changed while it was read is found by the next one: a sweep counts from its beginning. */
async function noteSwept({ shopId, beganAt, read, untold }: OrderReading): Promise<void> {
  await markSwept(shopId, beganAt);
  log.info({ event: "orders_swept", shopId, read, untold });
}

// What has an address by now leaves or, where its reason is gone, is withdrawn; what has none gets a task of its own.
async function lookForAddresses(shopId: string): Promise<void> {
  for (const orderId of await ordersUnaddressed(shopId))
    await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      await queueUnaddressed(tx, shopId, orderId);
    });
}
