import { oncePerRequest } from "../../services/who/once-per-request.ts";
import { authenticateStaff } from "../../adapters/shopify/auth.ts";
import { mayOpen, mayOpenStep } from "../../domain/team/can-see.ts";
import type { Page } from "../../domain/words/pages.ts";
import type { Role } from "../../domain/words/roles.ts";
import type { Step } from "../../domain/words/steps.ts";
import { whoIsActing, type Staff } from "../../services/who/who-is-acting.ts";

/**
 * Who makes an embedded request, proven by the session token. Throws the library's answer when nobody is proven, and a 403 page
 * for a member who has left. The loaders of one page ask once.
 */
export async function staffOf(request: Request): Promise<Staff> {
  // An action may change who somebody is: what is read after it is asked for anew.
  if (request.method !== "GET") return findStaff(request);
  try {
    return await oncePerRequest("staff", () => findStaff(request));
  } catch (fault) {
    // Each of them reads the answer that was thrown, and an answer can be read once.
    throw fault instanceof Response ? fault.clone() : fault;
  }
}

async function findStaff(request: Request): Promise<Staff> {
  const staff = await whoIsActing(await authenticateStaff(request));
  if (!staff) throw notYours("You no longer work for this shop. An admin can add you again on the Team page.");
  return staff;
}

/** The same for one page: a 403 answer with a sentence for members whose roles do not include it. */
export async function requirePage(request: Request, page: Page): Promise<Staff> {
  return letIn(await staffOf(request), (roles) => mayOpen(page, roles));
}

/** The same for the page on which the items of a step are worked on. */
export async function requireStep(request: Request, step: Step): Promise<Staff> {
  return letIn(await staffOf(request), (roles) => mayOpenStep(step, roles));
}

function letIn(staff: Staff, mayOpenIt: (roles: readonly Role[]) => boolean): Staff {
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
