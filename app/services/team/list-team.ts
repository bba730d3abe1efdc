import { noTransaction } from "../../adapters/db.ts";
import { listMembers } from "../../adapters/rows/team/members.ts";
import { openWorkOf } from "../../adapters/rows/team/open-work.ts";
import { WORKING_ROLES } from "../../domain/words/roles.ts";
import { countRoles, type RoleCounts } from "../../domain/shop/flow-picture.ts";
import type { TeamMember } from "../../domain/team/team.ts";

/** Everyone who works, worked or is invited to work for the shop, with their open work: those who are here first. Who has left shows what of theirs nobody has yet. */
export async function listTeam({ shopId, viewerId }: { shopId: string; viewerId: string }): Promise<TeamMember[]> {
  const [members, loads] = await Promise.all([listMembers(shopId), openWorkOf(shopId, noTransaction())]);
  const team = members.map((member) => ({
    ...member,
    isYou: member.id === viewerId,
    openWork: WORKING_ROLES.flatMap((role) => {
      const load = loads.find((one) => one.memberId === member.id && one.role === role);
      return load || member.roles.includes(role) ? [{ role, items: load?.items ?? 0 }] : [];
    }),
  }));
  return team.toSorted((a, b) => Number(a.hasLeft) - Number(b.hasLeft));
}

/** How many members of a shop hold each role. */
export async function countTeam(shopId: string): Promise<RoleCounts> {
  return countRoles(await listMembers(shopId));
}
