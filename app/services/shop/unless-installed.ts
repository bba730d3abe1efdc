import { noteInstallation, tokenWritten } from "../../adapters/rows/shop/installations.ts";
import { log } from "../../adapters/log.ts";
import { installationNow } from "../../adapters/shopify/installation.ts";

const TRIES = 5;

/**
 * Ends something of a shop unless it has the app now, which Shopify is asked: a token of ours that it takes is of an
 * installation after the one that ended, whatever any clock says. `end` is given when the shop's token was last written, and
 * answers false when that has changed since; then it is asked again. Throws when Shopify cannot be asked.
 */
export async function unlessInstalled(
  shopDomain: string,
  end: (tokenWritten: string) => Promise<boolean>,
): Promise<"ended" | "installed"> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const written = await tokenWritten(shopDomain);
    const installationId = await installationNow(shopDomain);
    if (installationId !== null) {
      // The shop may have come back before anybody here knew that it had left.
      if (await noteInstallation(shopDomain, installationId)) log.info({ event: "shop_return_found", shopDomain });
      return "installed";
    }
    if (await end(written)) return "ended";
  }
  throw new Error(`The token of ${shopDomain} changed each time Shopify was asked about it`);
}
