import type { LocalContext } from "../context.ts";

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** A shop on Shopify's standard plan: https://shopify.dev/docs/api/usage/limits. */
const maximumAvailable = 2_000;
const restoreRate = 100;

/** In thousandths of a point, so that the arithmetic by the millisecond is exact. */
type Level = { milli: number; at: number };
const levels = new WeakMap<LocalContext, Map<string, Level>>();

/** How full the app's bucket in this shop is now, by the clock of the context. */
export function throttleStatus(ctx: LocalContext, shopDomain: string): ThrottleStatus {
  return { maximumAvailable, currentlyAvailable: Math.floor(levelOf(ctx, shopDomain).milli / 1000), restoreRate };
}

/** Takes points out, or says that there are too few; nothing is taken then. */
export function takePoints(ctx: LocalContext, shopDomain: string, points: number): boolean {
  const level = levelOf(ctx, shopDomain);
  if (level.milli < points * 1000) return false;
  level.milli -= points * 1000;
  return true;
}

/** Puts back what an operation did not use. */
export function refundPoints(ctx: LocalContext, shopDomain: string, points: number): void {
  const level = levelOf(ctx, shopDomain);
  level.milli = Math.min(maximumAvailable * 1000, level.milli + points * 1000);
}

/** Empties the bucket, as a busy neighbour job of the same app would. */
export function drainBucket(ctx: LocalContext, shopDomain: string): void {
  levelOf(ctx, shopDomain).milli = 0;
}

function levelOf(ctx: LocalContext, shopDomain: string): Level {
  const shops = levels.get(ctx) ?? new Map<string, Level>();
  levels.set(ctx, shops);
  const now = ctx.now();
  const level = shops.get(shopDomain) ?? { milli: maximumAvailable * 1000, at: now };
  shops.set(shopDomain, level);
  level.milli = Math.min(maximumAvailable * 1000, level.milli + Math.max(0, now - level.at) * restoreRate);
  level.at = now;
  return level;
}
