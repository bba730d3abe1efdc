import { loadCandidates } from "../../adapters/rows/team/assignments.ts";
import { noTransaction } from "../../adapters/db.ts";
import { listMembers } from "../../adapters/rows/team/members.ts";
import { WORKING_ROLES } from "../../domain/words/roles.ts";
import type { TeamMember } from "../../domain/team/team.ts";

/** Everyone who works, worked or is invited to work for the shop, with their open work: those who are here first. */
export async function listTeam({ shopId, viewerId }: { shopId: string; viewerId: string }): Promise<TeamMember[]> {
  const [members, ...loads] = await Promise.all([
    listMembers(shopId),
    ...WORKING_ROLES.map((role) => loadCandidates(noTransaction(), shopId, role)),
  ]);
  const team = members.map((member) => ({
    ...member,
    isYou: member.id === viewerId,
    openWork: WORKING_ROLES.flatMap((role, at) => {
      const load = loads[at]!.find(({ memberId }) => memberId === member.id);
      return load && member.roles.includes(role) ? [{ role, items: load.openItems }] : [];
    }),
  }));
  return team.toSorted((a, b) => Number(a.hasLeft) - Number(b.hasLeft));
}
