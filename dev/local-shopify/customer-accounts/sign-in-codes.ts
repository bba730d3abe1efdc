import { randomBytes } from "node:crypto";
import type { LocalContext } from "../context.ts";

type Code = { shopDomain: string; customerId: number };
const codes = new WeakMap<LocalContext, Map<string, Code>>();

/** A code by which a storefront learns once who has signed in to their account. */
export function giveCode(ctx: LocalContext, about: Code): string {
  const code = randomBytes(16).toString("hex");
  if (!codes.has(ctx)) codes.set(ctx, new Map());
  codes.get(ctx)!.set(code, about);
  return code;
}

/** Who it was; null for a code that is none, is another shop's, or was taken before. */
export function takeCode(ctx: LocalContext, code: string, shopDomain: string): number | null {
  const about = codes.get(ctx)?.get(code);
  codes.get(ctx)?.delete(code);
  return about?.shopDomain === shopDomain ? about.customerId : null;
}
