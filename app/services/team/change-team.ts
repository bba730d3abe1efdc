import type { ActingMember } from "../../domain/words/actors.ts";
import { type Refusal, REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { Role } from "../../domain/words/roles.ts";
import type { Said } from "../../domain/words/said.ts";
import { inviteByEmail, markLeft, setAway, setCapacity, setRoles } from "./change-member.ts";

/** What an admin asks for on the Team page. */
export type TeamWish =
  | { intent: "invite"; email: string; name: string; roles: Role[]; capacity?: number | undefined }
  | { intent: "change"; memberId: string; roles: Role[]; isAway: boolean; capacity: number }
  | { intent: "left"; memberId: string };

/** Does what an admin asked on the Team page: invites, changes roles, capacity and absence, or marks somebody as gone. */
export async function changeTeam(asked: TeamWish, by: { shopId: string; actor: ActingMember }): Promise<Said> {
  if (asked.intent === "invite")
    return told(
      [await inviteByEmail({ ...by, ...asked })],
      `${asked.email} is written to, and has these roles as soon as they open Proofline in their Shopify admin.`,
    );
  if (asked.intent === "left")
    return told(
      [await markLeft({ ...by, ...asked })],
      "They see nothing of the shop any more, and their open work goes to others.",
    );
  const answers = [
    await setRoles({ ...by, ...asked }),
    await setCapacity({ ...by, ...asked }),
    await setAway({ ...by, ...asked }),
  ];
  return told(answers, "Saved. Work that waits is given out anew.");
}

function told(answers: ({ ok: true } | { refused: Refusal })[], said: string): Said {
  for (const answer of answers)
    if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
  return { said, isRefused: false };
}
