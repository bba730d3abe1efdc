import { storageState } from "../../adapters/health.ts";
import { hearsChanges } from "../../adapters/live/changes.ts";
import { queueOfShop } from "../../adapters/queue/queue-of-shop.ts";
import { machineryFacts } from "../../adapters/rows/shop/machinery.ts";
import { hasLivingToken } from "../../adapters/shopify/offline-token.ts";
import { QUEUE_CLASSES, type QueueClass } from "../../domain/words/queue-classes.ts";
import { tellMachinery, type Machinery } from "../../domain/screens/machinery.ts";

/** Reads whether everything runs that works for a shop in the background, for managers. */
export async function showMachinery({ shopId }: { shopId: string }): Promise<Machinery> {
  const [{ noticesSince, domain, ...facts }, queue, storage] = await Promise.all([
    machineryFacts(shopId),
    queueOfShop(shopId),
    storageState(),
  ]);
  const waiting = Object.fromEntries(QUEUE_CLASSES.map((name) => [name, queue.waiting[name].since])) as Record<
    QueueClass,
    Date | null
  >;
  if (noticesSince !== null && (waiting.webhooks === null || noticesSince < waiting.webhooks))
    waiting.webhooks = noticesSince;
  const hasToken = domain !== null && (await hasLivingToken(domain));
  return tellMachinery({
    ...facts,
    waiting,
    hasWorker: queue.hasWorker,
    hasToken,
    givenUp: queue.givenUp,
    storage,
    hearsChanges: hearsChanges(),
  });
}
