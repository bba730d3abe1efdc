import {
  INSTALLATION_BYTES,
  packIds,
  packInstallation,
  readAddress,
  signAddress,
  unpackIds,
  unpackInstallation,
  type Installation,
} from "./address-token.ts";

/** A page has to begin to listen within this time; then it may listen on. */
const GOOD_FOR_MS = 60_000;

/** The path at which a member's page hears of changes in their shop, `/live/<token>`: a browser's event stream sends no session token. */
export function liveAddress(who: Installation & { memberId: string }, now: number = Date.now()): string {
  const until = Buffer.alloc(8);
  until.writeBigUInt64BE(BigInt(now + GOOD_FOR_MS));
  return `/live/${signAddress("live", Buffer.concat([until, packInstallation(who), packIds([who.memberId])]), now)}`;
}

/** Whose page such a path is of; null when it was forged, altered or is too old. */
export function readLiveAddress(token: string, now: number = Date.now()): (Installation & { memberId: string }) | null {
  const body = readAddress("live", token, now);
  if (!body || body.length !== 8 + INSTALLATION_BYTES + 16 || body.readBigUInt64BE() < BigInt(now)) return null;
  const [memberId] = unpackIds(body.subarray(8 + INSTALLATION_BYTES)) as [string];
  return { ...unpackInstallation(body.subarray(8)), memberId };
}
