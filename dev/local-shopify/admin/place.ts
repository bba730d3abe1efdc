import type { Request } from "express";
import type { LocalContext } from "../context.ts";
import type { LocalShop, LocalStaff } from "../shapes.ts";

/** Who looks at the admin of which shop: both stand in the address, so that several tabs are several persons. */
export type Place = { ctx: LocalContext; shop: LocalShop; staff: LocalStaff; base: string };

export const appHandle = "proofline";

/** The place that `/admin/:handle/:staffId` names; null when there is no such shop or nobody of that id works there. */
export function placeOf(ctx: LocalContext, request: Request): Place | null {
  const { handle = "", staffId = "" } = request.params;
  const shop = ctx.state.shops.find((one) => one.handle === handle);
  const staff = shop?.staff.find(({ id }) => String(id) === staffId);
  return shop && staff ? { ctx, shop, staff, base: baseOf(shop, staff) } : null;
}

export function baseOf(shop: LocalShop, staff: LocalStaff): string {
  return `/admin/${shop.handle}/${staff.id}`;
}

export function initials({ firstName, lastName }: LocalStaff): string {
  return `${firstName.slice(0, 1)}${lastName.slice(0, 1)}`;
}
