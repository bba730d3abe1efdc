import { GraphQLError } from "graphql";
import type { LocalContext } from "../context.ts";
import type { LocalOrder, LocalShop, LocalToken } from "../shapes.ts";
import type { AdminSchema } from "./schema.ts";

/** One GraphQL request: whose shop, with which token. */
export type Call = {
  ctx: LocalContext;
  shop: LocalShop;
  token: LocalToken;
  admin: AdminSchema;
  /** An order's node: what belongs to an order leads back to it. */
  orderNode: (call: Call, order: LocalOrder) => Node;
};
/** An object of the answer: `__typename` and one value or function per field that Local Shopify implements. */
export type Node = { __typename: string; [field: string]: unknown };
export type UserError = { field: string[] | null; message: string; code?: string | null; elementIndex?: number | null };

export function gid(type: string, id: number | string): string {
  return `gid://shopify/${type}/${id}`;
}

/** Type and number of a global id; throws Shopify's error for anything else. */
export function parseGid(text: string): { type: string; id: number } {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(text);
  if (!match)
    throw new GraphQLError(`Invalid global id '${text}'`, { extensions: { code: "argumentLiteralsIncompatible" } });
  return { type: match[1] ?? "", id: Number(match[2]) };
}

/** The number in a global id of this type; NaN for another type, so that nothing is found. */
export function numberOf(text: string, type: string): number {
  const parsed = parseGid(text);
  return parsed.type === type ? parsed.id : Number.NaN;
}

/** Shopify writes times without milliseconds. */
export function time(iso: string): string {
  return new Date(iso).toISOString().replace(/\.\d{3}Z$/, "Z");
}

export function notImplemented(what: string): GraphQLError {
  return new GraphQLError(`Local Shopify does not implement ${what}`, {
    extensions: { code: "LOCAL_SHOPIFY_NOT_IMPLEMENTED" },
  });
}

export function userErrors(typename: string, ...errors: UserError[]): Node[] {
  return errors.map((error) => ({ __typename: typename, ...error }));
}
