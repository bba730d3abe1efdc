import dns from "node:dns";
import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent } from "undici";

/** Answers all addresses of a name; the system's resolver unless a test brings its own. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export type LinkRefusal = "not_https" | "forbidden_address" | "unreadable";

/** Thrown out of a connection whose name leads to a private address. */
class ForbiddenAddress extends Error {
  readonly code = "FORBIDDEN_ADDRESS";
}

/**
 * A stranger's link as an address we may ask: https without a login, no address of a private network spelled out.
 * Names are checked when they are resolved, by `guardedAgent`. Allowed origins (PHOTO_HOSTS_ALLOWED) pass as they are.
 */
export function checkLink(
  link: string,
  allowedOrigins: readonly string[],
): { url: URL; isAllowed: boolean } | { refused: LinkRefusal } {
  if (!URL.canParse(link)) return { refused: "unreadable" };
  const url = new URL(link);
  if (url.username !== "" || url.password !== "") return { refused: "forbidden_address" };
  if (allowedOrigins.includes(url.origin)) return { url, isAllowed: true };
  if (url.protocol !== "https:") return { refused: "not_https" };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(host) && !isPublicAddress(host)) return { refused: "forbidden_address" };
  return { url, isAllowed: false };
}

/** Whether an IP address is one of the public internet: everything reserved, private, mapped, tunnelled or translated is not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return parsed.range() === "unicast" && (parsed.kind() === "ipv4" || parsed.match(GLOBAL_UNICAST));
}

/** Connections that resolve every name themselves, refuse it when any of its addresses is not public, and connect to what they checked. */
export function guardedAgent(resolve: Resolve = systemResolve): Agent {
  const lookup: LookupFunction = (hostname, options, answer) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (!first || !found.every((entry) => isPublicAddress(entry.address)))
          return answer(new ForbiddenAddress("This name leads to a private address"), "");
        if (options.all) return answer(null, found);
        return answer(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => answer(error, ""),
    );
  };
  return new Agent({ connect: { lookup, timeout: 10_000 }, pipelining: 0 });
}

// 2000::/3 is all of IPv6 that is given out to the public internet (IANA, IPv6 address space registry).
const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

async function systemResolve(hostname: string): Promise<LookupAddress[]> {
  return dns.promises.lookup(hostname, { all: true, verbatim: true });
}
