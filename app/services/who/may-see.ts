import { noTransaction, type Tx } from "../../adapters/db.ts";
import { memberById } from "../../adapters/rows/team/members.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { maySeeFile } from "../../domain/team/can-see.ts";
import type { FileKind } from "../../domain/words/file-kinds.ts";
import type { Situation } from "../../domain/words/situation.ts";

/** A member as they are now; null when they have left the shop or have no role. */
export async function actingMember(
  shopId: string,
  memberId: string,
  tx: Tx = noTransaction(),
): Promise<ActingMember | null> {
  const member = await memberById(shopId, memberId, tx);
  return member && !member.hasLeft && member.roles.length > 0
    ? { kind: "member", memberId, roles: member.roles }
    : null;
}

/** Whether a member may have a kind of file of an item, judged by the situation as it is now. */
export function mayHave(
  actor: ActingMember,
  situation: Situation | undefined,
  itemId: string,
  kind: FileKind,
): boolean {
  const item = situation?.items.find(({ id }) => id === itemId);
  return situation !== undefined && item !== undefined && maySeeFile(actor, situation, item, kind);
}

/** The same from the start: reads the member and the order. */
export async function memberMayHave(
  { shopId, memberId }: { shopId: string; memberId: string },
  { orderId, itemId }: { orderId: string; itemId: string },
  kind: FileKind,
): Promise<boolean> {
  const actor = await actingMember(shopId, memberId);
  if (!actor) return false;
  const situations = await loadSituations(noTransaction(), shopId, [orderId]);
  return mayHave(actor, situations.get(orderId), itemId, kind);
}
