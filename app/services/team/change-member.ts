import { rolesOnceGiven, rolesOnceInvited, wholeCapacity } from "../../domain/team/team.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { addInvited, lockMember, memberByEmail, writeMember, type Member } from "../../adapters/rows/team/members.ts";
import { noteSettingChange } from "../../adapters/rows/shop/setting-changes.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { enqueue, queueShopAssignment } from "../../adapters/queue/queue.ts";
import { memberFacts } from "../../domain/shop/setting-facts.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { emailKey, personName } from "../../domain/words/names.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import type { Role } from "../../domain/words/roles.ts";
import { isUuid } from "../../domain/words/uuid.ts";

type Answer = { ok: true } | { refused: Refusal };
type Which = { shopId: string; actor: ActingMember; memberId: string };

/** Gives a member exactly these roles; someone who had left is back. The store's owner stays an admin. */
export function setRoles({ roles, ...which }: Which & { roles: readonly Role[] }): Promise<Answer> {
  return change(which, (tx, member) => {
    return writeMember(tx, which.shopId, member.id, { roles: rolesOnceGiven(roles, member.isOwner), leftAt: null });
  });
}

/** Sets how many items an artist may have in artwork at once: 0 takes no new work. */
export function setCapacity({ capacity, ...which }: Which & { capacity: number }): Promise<Answer> {
  return change(which, (tx, member) => writeMember(tx, which.shopId, member.id, { capacity: wholeCapacity(capacity) }));
}

/** Marks a member as away (their open work goes to others) or back. */
export function setAway({ isAway, ...which }: Which & { isAway: boolean }): Promise<Answer> {
  return change(which, (tx, member) => writeMember(tx, which.shopId, member.id, { isAway }));
}

/** A member no longer works here: they see nothing more, and their open work goes to others. Refused for the store's owner. */
export function markLeft(which: Which): Promise<Answer> {
  return change(which, async (tx, member) => {
    if (member.isOwner) return "not_your_role";
    await writeMember(tx, which.shopId, member.id, { leftAt: await clockTime(tx), roles: [] });
  });
}

/** Gives roles in advance to an e-mail address, and writes to it: whoever opens the app with it, verified by Shopify, has them. */
export async function inviteByEmail(invitation: {
  shopId: string;
  actor: ActingMember;
  email: string;
  name?: string;
  roles: readonly Role[];
  /** Items in artwork at once; left out, what they have stays. */
  capacity?: number | undefined;
}): Promise<Answer> {
  const { shopId, actor, roles } = invitation;
  const capacity = invitation.capacity === undefined ? {} : { capacity: wholeCapacity(invitation.capacity) };
  const email = emailKey(invitation.email);
  if (!mayDo("change_team", actor)) return { refused: "not_your_role" };
  if (email === null) return { refused: "not_an_email" };
  return inTransaction(async (tx) => {
    const there = await memberByEmail(tx, shopId, email);
    const known = there && (await lockMember(tx, shopId, there.id));
    const merged = rolesOnceInvited(known?.roles ?? [], roles);
    const name = personName([invitation.name], email);
    const { id: memberId } = known ?? (await addInvited(tx, shopId, { email, name, roles: merged, ...capacity }));
    if (known)
      await writeMember(tx, shopId, memberId, { roles: merged, leftAt: null, invitationSentAt: null, ...capacity });
    const invited = await lockMember(tx, shopId, memberId);
    await note(tx, { shopId, actor }, known, invited);
    log.info({ event: "member_invited", shopId, memberId, by: actor.memberId, roles: merged });
    await queueShopAssignment(tx, shopId);
    await enqueue(tx, "send-invitation", { shopId, memberId }, { jobKey: `send-invitation:${memberId}` });
    return { ok: true };
  });
}

async function change(
  { shopId, actor, memberId }: Which,
  write: (tx: Tx, member: Member) => Promise<Refusal | void>,
): Promise<Answer> {
  if (!mayDo("change_team", actor)) return { refused: "not_your_role" };
  if (!isUuid(memberId)) return { refused: "unknown_item" };
  return inTransaction(async (tx) => {
    const member = await lockMember(tx, shopId, memberId);
    if (!member) return { refused: "unknown_item" };
    const refused = await write(tx, member);
    if (refused) return { refused };
    const changed = await lockMember(tx, shopId, memberId);
    await note(tx, { shopId, actor }, member, changed);
    log.info({
      event: "member_changed",
      shopId,
      memberId,
      by: actor.memberId,
      roles: changed?.roles,
      capacity: changed?.capacity,
      isAway: changed?.isAway,
    });
    // Whoever comes back, gets a role or a higher capacity may take what waits; what they leave goes to others.
    await queueShopAssignment(tx, shopId);
    return { ok: true };
  });
}

function note(
  tx: Tx,
  by: { shopId: string; actor: ActingMember },
  before: Member | null,
  after: Member | null,
): Promise<void> {
  return noteSettingChange(tx, {
    ...by,
    part: "team",
    before: before && memberFacts(before),
    after: after && memberFacts(after),
  });
}
