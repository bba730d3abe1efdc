import { writeApprovesAtOnce } from "../../adapters/rows/team/members.ts";
import type { ActingMember } from "../../domain/words/actors.ts";

type Wish = { shopId: string; actor: ActingMember; asksFirst: boolean };

/** Keeps for a member whether they are asked before one photo is approved: theirs alone to say. */
export function setAsksFirst({ shopId, actor, asksFirst }: Wish): Promise<void> {
  return writeApprovesAtOnce(shopId, actor.memberId, !asksFirst);
}
