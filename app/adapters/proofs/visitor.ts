import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import { derivedKeys } from "./secret-box.ts";

/**
 * Who visits a shop, as far as Shopify tells: a keyed hash of the first address of `X-Forwarded-For`, which Shopify's proxy sends on (Shopify,
 * "Authenticate app proxies"); of IPv6 the network, because one person has all of it. A visitor may write into that header: what counts by
 * this counts by shop too. At the app's own doors it is of one address, and of no shop ("").
 */
export function visitorHash(forwardedFor: string | null, shopDomain: string): string {
  const first = (forwardedFor ?? "").split(",", 1)[0]!.trim().slice(0, 64);
  const network =
    isIPv6(first) && !first.includes(".") ? first.split("::")[0]!.split(":").slice(0, 4).join(":") : first;
  const [key] = derivedKeys("visitor");
  return createHmac("sha256", key).update(`${shopDomain}/${network}`).digest("base64url").slice(0, 22);
}
