import { inTransaction } from "../../../app/adapters/db.ts";
import { loadCandidates, visibleItems } from "../../../app/adapters/rows/team/assignments.ts";
import {
  listMembers,
  loneAdmin,
  memberByEmail,
  memberById,
  memberNames,
  memberOfUser,
} from "../../../app/adapters/rows/team/members.ts";
import {
  loadWaitingOrders,
  lockFreeOrders,
  openWorkOf,
  ordersToAssign,
  stillWaiting,
} from "../../../app/adapters/rows/team/open-work.ts";
import { OWNER } from "./place.ts";
import { none, type Read } from "./reads.ts";

/** Reads of who works in a shop, and what is open for them. */
export const TEAM_ROWS: Record<string, Read> = {
  loadCandidates: ({ shopId }) => loadCandidates(none, shopId, "artist"),
  loadWaitingOrders: ({ shopId }) => loadWaitingOrders(none, shopId, 9),
  ordersToAssign: ({ shopId }) => ordersToAssign(none, shopId, 99),
  stillWaiting: async ({ shopId }, of) => {
    const orderIds = (await loadWaitingOrders(none, of.shopId, 9)).map(({ orderId }) => orderId);
    return stillWaiting(none, shopId, orderIds);
  },
  lockFreeOrders: ({ shopId }, of) => inTransaction((tx) => lockFreeOrders(tx, shopId, of.orderIds)),
  openWorkOf: ({ shopId }) => openWorkOf(shopId, none),
  visibleItems: async ({ shopId }, of) => [...(await visibleItems(none, shopId, of.orderIds))],
  listMembers: ({ shopId }) => listMembers(shopId),
  loneAdmin: ({ shopId }) => loneAdmin(none, shopId),
  memberByEmail: ({ shopId }) => memberByEmail(none, shopId, OWNER.email),
  memberById: ({ shopId }, of) => memberById(shopId, of.owner.memberId),
  memberOfUser: ({ shopId }) => memberOfUser(shopId, OWNER.shopifyUserId),
  memberNames: async ({ shopId }, of) => [...(await memberNames(none, shopId, [of.owner.memberId]))],
};
