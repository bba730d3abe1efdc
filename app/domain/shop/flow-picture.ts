import { isSkipped, requestStep, type Flow } from "../words/flow.ts";
import { ROLE_NAMES, ROLES, type Role } from "../words/roles.ts";
import { sheetOf, STEP_NAMES, STRAIGHT_WAY, type Step } from "../words/steps.ts";

/** One step of the flow as it is drawn: who works there, what is done with it where it is left out, and what items wait for before it. */
export type DrawnStep = {
  step: Step;
  name: string;
  /** Who works there, in words; null where nobody has to. */
  who: string | null;
  /** Nobody holds the role: an admin does the work, or it waits. */
  isUnmanned: boolean;
  isLeftOut: boolean;
  /** What stands in the box beside that, in sentences. */
  notes: string[];
  /** What items of one order wait for before this step; null where they do not. */
  barrier: string | null;
};

/** How many members hold each role, without those who have left. */
export type RoleCounts = Partial<Record<Role, number>>;

/** How many of these members hold each role; who has left holds none. */
export function countRoles(members: readonly { roles: readonly Role[]; hasLeft: boolean }[]): RoleCounts {
  const here = members.filter(({ hasLeft }) => !hasLeft);
  return Object.fromEntries(ROLES.map((role) => [role, here.filter(({ roles }) => roles.includes(role)).length]));
}

/** The straight way of an order by a flow, as a picture is drawn of it: every step, also those that are left out. */
export function drawFlow(flow: Flow, counts: RoleCounts): DrawnStep[] {
  return STRAIGHT_WAY.map((step) => {
    const isLeftOut = isSkipped(flow.skips, step);
    const { role, handedOverBy } = sheetOf(step);
    const isCustomers = handedOverBy !== undefined;
    return {
      step,
      name: STEP_NAMES[step],
      who: isLeftOut ? null : isCustomers ? "The customer" : role && whoWords(role, counts[role] ?? 0),
      isUnmanned: !isLeftOut && role !== null && (counts[role] ?? 0) === 0,
      isLeftOut,
      notes: isLeftOut ? [LEFT_OUT[step] ?? ""].filter(Boolean) : notesOf(step, flow),
      barrier: isLeftOut ? null : barrierOf(step, flow),
    };
  });
}

function whoWords(role: Role, count: number): string {
  const name = ROLE_NAMES[role].toLowerCase();
  return count === 0 ? `No ${name} yet: admins do it` : count === 1 ? `1 ${name}` : `${count} ${name}s`;
}

const LEFT_OUT: Partial<Record<Step, string>> = {
  photo_review: "Readable photos go on by themselves.",
  artwork: "The photo is print-ready and becomes the artfile.",
  quality_control: "Artfiles go on unchecked.",
  customer_approval: "Artwork counts as approved.",
};

const KEPT_PHOTO: Record<Flow["keepPhotoLeads"], string> = {
  on: "A photo that the customer keeps in spite of an issue goes on.",
  back_to_review: "A photo that the customer keeps in spite of an issue comes back here.",
};

function notesOf(step: Step, flow: Flow): string[] {
  if (step === "photo_review")
    return [...(flow.unpaid === "wait" ? ["Orders come in once they are paid."] : []), KEPT_PHOTO[flow.keepPhotoLeads]];
  if (step === "customer_approval") return [`Requests for changes go to ${STEP_NAMES[requestStep(flow)]}.`];
  if (step === "fulfilment")
    return [flow.holds === "on" ? "Held in Shopify until approved." : "Not held in Shopify before approval."];
  return [];
}

function barrierOf(step: Step, { manner, partialShipping }: Flow): string | null {
  if (!sheetOf(step).isBarrier) return null;
  if (manner === "together") return "Items of an order wait for each other";
  return step === "fulfilment" && !partialShipping ? "Waits for the whole order" : null;
}
