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

/** The order about which a customer wants no more reminders. */
export type StoppedOrder = Installation & { orderId: string };
const GOOD_FOR_HOURS = 180 * 24;

/** The path at which a customer stops the reminders about an order, `/reminders/<token>`: good for half a year, within this installation of the shop. */
export function stopAddress(order: StoppedOrder, now: number = Date.now()): string {
  const body = Buffer.concat([packInstallation(order), packIds([order.orderId])]);
  return `/reminders/${signAddress("stop-reminders", body, now, GOOD_FOR_HOURS)}`;
}

/** The order that such a path's token is about; null when it was forged, altered or is too old. */
export function readStopAddress(token: string, now: number = Date.now()): StoppedOrder | null {
  const body = readAddress("stop-reminders", token, now);
  if (!body || body.length !== INSTALLATION_BYTES + 16) return null;
  const [orderId = ""] = unpackIds(body.subarray(INSTALLATION_BYTES));
  return { ...unpackInstallation(body), orderId };
}
