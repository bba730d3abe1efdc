import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedKeys } from "./secret-box.ts";

const MAC_BYTES = 16;
const HOUR_MS = 3_600_000;
const ID_BYTES = 16;
/** As many as `packInstallation` gives. */
export const INSTALLATION_BYTES = ID_BYTES + 4;

/** An address stays good for at least this many hours after it was made. */
const GOOD_FOR_HOURS = 6;

/**
 * Signs what an address leads to, for at least so many hours: the text may be read by anyone, and altered by nobody. The same within an hour, so that
 * browsers keep the picture.
 */
export function signAddress(purpose: string, body: Buffer, now: number, goodForHours = GOOD_FOR_HOURS): string {
  const until = Buffer.alloc(4);
  until.writeUInt32BE(Math.floor(now / HOUR_MS) + 1 + goodForHours);
  const signed = Buffer.concat([until, body]);
  return Buffer.concat([mac(derivedKeys(purposeOf(purpose))[0], signed), signed]).toString("base64url");
}

/** What a signed address leads to; null when it is not ours, was altered, or is too old. */
export function readAddress(purpose: string, token: string, now: number): Buffer | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length < MAC_BYTES + 4 || bytes.toString("base64url") !== token) return null;
  const signed = bytes.subarray(MAC_BYTES);
  const given = bytes.subarray(0, MAC_BYTES);
  if (!derivedKeys(purposeOf(purpose)).some((key) => timingSafeEqual(given, mac(key, signed)))) return null;
  return now < signed.readUInt32BE(0) * HOUR_MS ? signed.subarray(4) : null;
}

/** A shop that has the app, and in which of its installations, counted from 1: an address is of one of them. */
export type Installation = { shopId: string; installation: number };

/** An installation as bytes: 20. */
export function packInstallation({ shopId, installation }: Installation): Buffer {
  const number = Buffer.alloc(INSTALLATION_BYTES - ID_BYTES);
  number.writeUInt32BE(installation);
  return Buffer.concat([packIds([shopId]), number]);
}

/** The installation that `packInstallation` was given. */
export function unpackInstallation(bytes: Buffer): Installation {
  const [shopId = ""] = unpackIds(bytes.subarray(0, ID_BYTES));
  return { shopId, installation: bytes.readUInt32BE(ID_BYTES) };
}

/** Ids as bytes, 16 each. */
export function packIds(ids: readonly string[]): Buffer {
  return Buffer.from(ids.map((id) => id.replaceAll("-", "")).join(""), "hex");
}

/** The ids that `packIds` was given. */
export function unpackIds(bytes: Buffer): string[] {
  return (bytes.toString("hex").match(/.{32}/g) ?? []).map((hex) =>
    hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
  );
}

function purposeOf(purpose: string): string {
  return `address:${purpose}`;
}

function mac(key: Buffer, signed: Buffer): Buffer {
  return createHmac("sha256", key).update(signed).digest().subarray(0, MAC_BYTES);
}
