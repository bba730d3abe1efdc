import { databaseTime } from "../../adapters/db.ts";
import { countInShadow, newestInShadow } from "../../adapters/rows/orders/shadow-orders.ts";
import type { HomeFacts } from "../../adapters/rows/shop/home-facts.ts";
import { asksAtOnce, isBack, stageOf, type StartShown } from "../../domain/shop/start-shown.ts";

/** So many orders stand on the list from which some are picked. */
const MOST_TO_PICK = 250;

/** What Home tells managers of the start; of a shop that works on all its orders that is no question to the database. */
export async function showStart(shopId: string, { stage, hasShadow, flow }: HomeFacts): Promise<StartShown> {
  const { importedAt, startTotal: total, startDone: done, installations } = stage;
  const now = stageOf(stage);
  const isAsked = now === "shadow" || hasShadow;
  const [inShadow, newest] = isAsked
    ? await Promise.all([countInShadow(shopId), newestInShadow(shopId, MOST_TO_PICK)])
    : [null, []];
  return {
    stage: now,
    inShadow: now === "shadow" || (inShadow !== null && inShadow.orders > 0) ? inShadow : null,
    orders: newest.map(({ placedAt, ...order }) => ({ ...order, placedAt: placedAt.toISOString() })),
    isReading: importedAt === null,
    starting: total > 0 ? { total, done } : null,
    isBack: installations > 1 && isBack(stage, await databaseTime()),
    asksAtOnce: asksAtOnce(flow),
  };
}
