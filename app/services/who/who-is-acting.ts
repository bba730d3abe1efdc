import { memberOfUser, type Member } from "../../adapters/rows/members.ts";
import { authenticateStaff, type StaffRequest } from "../../adapters/shopify/auth.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { mayOpen, mayOpenStep } from "../../domain/team/can-see.ts";
import type { Page } from "../../domain/words/pages.ts";
import type { Step } from "../../domain/words/steps.ts";
import { enrolMember } from "../team/enrol-member.ts";
import { installShop } from "../shop/install-shop.ts";

/** A member in front of a screen of their shop. `actor` is who they are for the rules; `redirect` leads out of the frame. */
export type Staff = {
  shop: { id: string; domain: string };
  member: Member;
  actor: ActingMember;
  redirect: StaffRequest["redirect"];
};

/**
 * Who makes an embedded request, proven by the session token. Someone new is enrolled, without a role unless they were
 * invited or own the store. Throws the library's answer when nobody is proven, and a 403 page for a member who has left.
 */
export async function staffOf(request: Request): Promise<Staff> {
  const { shopDomain, shopifyUser, redirect } = await authenticateStaff(request);
  const { shopId } = await installShop({ domain: shopDomain });
  const known = await memberOfUser(shopId, shopifyUser.id);
  const isUpToDate =
    known?.isEnrolled === true &&
    known.isOwner === shopifyUser.accountOwner &&
    (known.roles.includes("admin") || !known.isOwner);
  const member = isUpToDate ? known : await enrolMember({ shopDomain, shopifyUser });
  if (!member || member.hasLeft)
    throw notYours("You no longer work for this shop. An admin can add you again on the Team page.");
  return {
    shop: { id: shopId, domain: shopDomain },
    member,
    actor: { kind: "member", memberId: member.id, roles: member.roles },
    redirect,
  };
}

/** The same for one page: a 403 answer with a sentence for members whose roles do not include it. */
export async function requirePage(request: Request, page: Page): Promise<Staff> {
  return letIn(await staffOf(request), (roles) => mayOpen(page, roles));
}

/** The same for the page on which the items of a step are worked on. */
export async function requireStep(request: Request, step: Step): Promise<Staff> {
  return letIn(await staffOf(request), (roles) => mayOpenStep(step, roles));
}

function letIn(staff: Staff, mayOpenIt: (roles: Member["roles"]) => boolean): Staff {
  if (mayOpenIt(staff.member.roles)) return staff;
  throw notYours(
    staff.member.roles.length === 0
      ? "An admin has to give you a role on the Team page first."
      : "Your roles do not include this page.",
  );
}

function notYours(sentence: string): Response {
  return new Response(sentence, { status: 403, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
