import { log } from "../../adapters/log.ts";
import { forgetShop } from "../../adapters/rows/shop/installations.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { unlessInstalled } from "./unless-installed.ts";

/**
 * Forgets a shop (shop/redact): every row at once, then every file, whether or not we were told that it left. Refused, and
 * logged, when it has the app now. May be repeated.
 */
export async function redactShop({ shopDomain }: { shopDomain: string }): Promise<void> {
  const outcome = await unlessInstalled(shopDomain, (written) => forgetShop(shopDomain, written));
  if (outcome === "installed") log.warn({ event: "shop_redact_refused", shopDomain });
  else log.info({ event: "shop_forgotten", shopDomain });
}

/** Forgets the files of a shop whose rows are gone. May be repeated. */
export async function forgetFiles({ shopId }: { shopId: string }): Promise<void> {
  const files = await storage().deletePrefix(shopId);
  log.info({ event: "shop_files_forgotten", shopId, files });
}
