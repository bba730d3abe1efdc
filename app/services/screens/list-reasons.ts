import { allReasons, reasonsInUse } from "../../adapters/rows/shop/reasons.ts";
import { readWallFacts } from "../../adapters/rows/shop/wall-facts.ts";
import type { ShownPicture } from "../../domain/shop/pictures.ts";
import type { HeldReason, Reason } from "../../domain/shop/reasons.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { WorkingRole } from "../../domain/words/roles.ts";
import { shownPictures } from "./list-pictures.ts";
import { assigneesAmong, type Assignee } from "../team/list-assignees.ts";

/** The rejection reasons that the shop uses now, in its own order. */
export function listReasons(shopId: string): Promise<Reason[]> {
  return reasonsInUse(shopId);
}

/** All of them, also those that are switched off, as the settings hold them. */
export function listAllReasons(shopId: string): Promise<HeldReason[]> {
  return allReasons(shopId);
}

/** What a list of a role's work shows of the shop beside its cards: the reasons, the shop's own words on how photos are judged (empty when it has written none) with their pictures, and for managers who works in the role. */
export async function wallFacts(
  shopId: string,
  actor: ActingMember,
  role: WorkingRole,
): Promise<{
  reasons: Reason[];
  guideline: string;
  pictures: ShownPicture[];
  installation: number;
  members: Assignee[];
}> {
  const { members, pictures, ...facts } = await readWallFacts(shopId);
  const viewing = { shopId, installation: facts.installation, memberId: actor.memberId };
  return { ...facts, pictures: shownPictures(pictures, viewing), members: assigneesAmong(members, actor, role) };
}
