import { placeOrder } from "../../dev/local-shopify/orders/orders.ts";
import type { LocalOrder } from "../../dev/local-shopify/shapes.ts";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { enqueue } from "../../app/adapters/queue/queue.ts";
import { installShop } from "../../app/services/shop/install-shop.ts";
import { jpeg, openShop, startFileHost } from "./intake.ts";
import { wireLocalShopify } from "./local.ts";
import { drainJobs } from "./set-up.ts";

/** Long enough for Shopify to route what was ordered. */
const A_WHILE_MS = 5_000;

/** A shop of Local Shopify with the app installed (`isStarted`: and at work), and a file host that its customers' photos lie on. */
export async function openWiredShop({ isStarted = true } = {}) {
  const local = await wireLocalShopify();
  const host = await startFileHost({ "/cat.jpg": await jpeg() });
  const { domain } = local.shop;
  const shopId = isStarted ? await openShop(domain) : (await installShop({ domain })).shopId;
  await local.install();

  /** Jobs and webhooks call for each other until both are quiet. Jobs that wait find Shopify as it is after a while, not as they left it. */
  async function work(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await local.ctx.webhooks.idle();
      await drainJobs();
      local.pass(A_WHILE_MS);
      await local.ctx.webhooks.idle();
      await drainJobs({ alsoLater: true });
    }
  }

  function place(lines = 1): LocalOrder {
    const product = local.shop.products.find(({ photoProperties }) => photoProperties.length > 0)!;
    const line = {
      productId: product.id,
      variantId: product.variants[0]!.id,
      quantity: 1,
      properties: [{ name: "Uploaded Images", value: `${host.origin}/cat.jpg` }],
    };
    return placeOrder(local.ctx, local.shop, {
      customerId: local.shop.customers[0]!.id,
      lines: Array.from({ length: lines }, () => line),
    });
  }

  const ours = (order: LocalOrder) =>
    db().order.findFirstOrThrow({
      where: { shopId, shopifyOrderId: String(order.id) },
      include: { items: { orderBy: { number: "asc" } }, tasks: true, history: true },
    });

  /** As if all artfiles of the order had been drawn and approved, and nobody had told Shopify yet. */
  async function drawAndApprove(order: LocalOrder): Promise<string> {
    const { id: orderId } = await ours(order);
    await db().item.updateMany({
      where: { shopId, orderId },
      data: {
        step: "fulfilment",
        artfileVersion: 1,
        artfilePhotoVersion: 1,
        approvedArtfileVersion: 1,
        changeCount: { increment: 1 },
      },
    });
    return orderId;
  }

  /** The shortest way to an approved order. */
  async function approveAll(order: LocalOrder): Promise<void> {
    const orderId = await drawAndApprove(order);
    await inTransaction((tx) => enqueue(tx, "settle-order", { shopId, orderId }));
    await work();
  }

  /** The row that "Mark as fulfilled" leaves for its job. */
  async function askedFulfilment(order: LocalOrder, trackingNumber: string | null = "1Z999"): Promise<string> {
    const { id: orderId, items } = await ours(order);
    const { id } = await db().fulfilment.create({
      data: { shopId, orderId, itemIds: items.map((item) => item.id), trackingNumber, trackingCompany: "UPS" },
    });
    return id;
  }

  await work();
  return {
    local,
    host,
    shopId,
    work,
    place,
    ours,
    drawAndApprove,
    approveAll,
    askedFulfilment,
    close: () => host.close().then(() => local.stop()),
  };
}
