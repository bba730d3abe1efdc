import { hasWorker } from "../../adapters/queue/queue-reaper.ts";
import { machineryFacts } from "../../adapters/rows/shop/machinery.ts";
import { hasLivingToken } from "../../adapters/shopify/offline-token.ts";
import { activeShopById } from "../../adapters/rows/shop/shops.ts";
import { tellMachinery, type Machinery } from "../../domain/screens/machinery.ts";

/** Reads whether everything runs that works for a shop in the background, for managers. */
export async function showMachinery({ shopId }: { shopId: string }): Promise<Machinery> {
  const [facts, isWorking, shop] = await Promise.all([machineryFacts(shopId), hasWorker(), activeShopById(shopId)]);
  const hasToken = shop !== null && (await hasLivingToken(shop.domain));
  return tellMachinery({ ...facts, hasWorker: isWorking, hasToken });
}
