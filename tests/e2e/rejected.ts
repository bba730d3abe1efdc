import type { World } from "./set-up.ts";

/** An order whose customer is asked for another photo, and their page. */
export type Rejected = { name: string; link: string };

/** The staff of the first shop have opened the app, and one order waits for a better photo. */
export async function launchedWith(world: World): Promise<Rejected> {
  const { shopify, env } = world.proofline;
  const store = shopify.storeOrigins["pawtraits.myshopify.com"]!;
  Object.assign(process.env, env);
  const { openAsEveryone } = await import("../../dev/seed/people.ts");
  const { placePlannedOrders, untilTaken } = await import("../../dev/seed/place.ts");
  const { live } = await import("../../dev/seed/live.ts");
  const { db, disconnect } = await import("../../app/adapters/db.ts");
  const { issueLink } = await import("../../app/adapters/proofs/customer-link.ts");
  const shop = shopify.state.shops[0]!;
  const shopId = await openAsEveryone(shopify, shop);
  const lines = [{ handle: "yellow-portrait", variant: 0, photos: [["miez.png"]] }];
  const plan = { life: "rejected" as const, customer: 0, hoursAgo: 4, lines };
  const [taken] = await untilTaken(shopId, await placePlannedOrders(shopify, shop, [plan]));
  const { orderId } = taken!;
  await live(shopId, orderId, plan);
  const { name } = await db().order.findUniqueOrThrow({ where: { shopId_id: { shopId, id: orderId } } });
  const link = `${store}/apps/proofline/o/${await issueLink(db(), { shopId, orderId })}`;
  await disconnect();
  return { name, link };
}
