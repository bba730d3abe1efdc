import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { buildWhenStale } from "../start/build-when-stale.ts";
import { startProofline } from "../start-proofline.ts";
import type { LocalShop } from "../local-shopify/shapes.ts";
import type { PlannedOrder } from "../seed/plan.ts";
import { shown } from "./figures.ts";
import type { Sizes } from "./options.ts";

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 1_800_000;

/**
 * How long an order of one shop takes to its wall, and an email of it to the mail service once it is due, alone and while another shop's orders come all at
 * once: the real web and worker process, and Local Shopify, which throttles.
 */
export async function burst({ orders }: Sizes): Promise<string[]> {
  buildWhenStale();
  const app = await startProofline({ folder: `.cache/bench-burst-${process.pid}` });
  Object.assign(process.env, app.env);
  const { db, disconnect } = await import("../../app/adapters/db.ts");
  try {
    const { openAsEveryone, actorFor } = await import("../seed/people.ts");
    const { placePlannedOrders, untilTaken } = await import("../seed/place.ts");
    const { actOnItems } = await import("../../app/services/acts/act-on-items.ts");
    const [crowded, other] = app.shopify.state.shops as [LocalShop, LocalShop];
    const shopIds = [await openAsEveryone(app.shopify, crowded), await openAsEveryone(app.shopify, other)] as const;
    const plans = (shop: LocalShop, count: number): PlannedOrder[] => {
      const { handle } = shop.products.find(({ photoProperties }) => photoProperties.length > 0)!;
      const lines = [{ handle, variant: 0, photos: [["miez.png"]] }];
      return Array.from({ length: count }, (_, customer) => ({ life: "new", customer, hoursAgo: 0, lines }));
    };
    const actor = await actorFor(shopIds[1], "admin");
    const { id: reasonId } = await db().rejectionReason.findFirstOrThrow({ where: { shopId: shopIds[1] } });

    /** The photo of an order is rejected: its email is due once nobody can take that back any more. Gives how late it left, in ms. */
    const emailLate = async (orderId: string): Promise<number> => {
      const items = await db().item.findMany({ where: { shopId: shopIds[1], orderId } });
      const targets = items.map(({ id: itemId, changeCount }) => ({ itemId, changeCount }));
      const command = { action: "reject_photo", reasonId, comment: "Too dark" } as const;
      await actOnItems({ shopId: shopIds[1], actor, actId: randomUUID(), command, targets });
      return until(async () => {
        const email = await db().email.findFirst({ where: { shopId: shopIds[1], orderId, sentAt: { not: null } } });
        return email && email.sentAt!.getTime() - email.sendAt.getTime();
      });
    };
    /** A new order; gives how long it took to the wall, in ms. */
    const onWall = async (): Promise<number> => {
      const began = performance.now();
      const [placed] = await placePlannedOrders(app.shopify, other, plans(other, 1));
      const { shopifyOrderId } = placed!;
      const step = { step: "photo_review", order: { shopifyOrderId } };
      await until(() => db().item.findFirst({ where: { shopId: shopIds[1], ...step }, select: { id: true } }));
      return performance.now() - began;
    };
    const rejected = await untilTaken(shopIds[1], await placePlannedOrders(app.shopify, other, plans(other, 2)));
    const alone = { wall: await onWall(), email: await emailLate(rejected[0]!.orderId) };

    const began = performance.now();
    await placePlannedOrders(app.shopify, crowded, plans(crowded, orders));
    const [email, ...walls] = await Promise.all([emailLate(rejected[1]!.orderId), onWall(), wait(3_000).then(onWall)]);
    const taken = await until(async () => (await db().order.count({ where: { shopId: shopIds[0] } })) === orders);
    const takenIn = (performance.now() - began) / 1_000;
    return [
      `an order is on its wall after ${shown(Math.max(...walls))} ms while ${orders} of another shop come, ${shown(alone.wall)} ms alone`,
      `an email leaves ${shown(email)} ms after it is due, ${shown(alone.email)} ms alone`,
      `${taken ? "all" : "not all"} of the other shop's orders are taken in after ${shown(takenIn)} s`,
    ];
  } finally {
    await disconnect();
    await app.stop({ remove: true });
  }
}

async function until<T>(look: () => Promise<T | null | false>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await wait(LOOK_EVERY_MS)) {
    const found = await look();
    if (found !== null && found !== false) return found;
  }
  throw new Error("It did not come within half an hour: the log of the worker says why.");
}
