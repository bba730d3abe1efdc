import type { Actor } from "../words/actors.ts";
import { ACTIONS, type Command } from "./actions.ts";
import { decide, isRefused, type Decision, type Refused } from "./decide.ts";
import { DEFAULT_FLOW, type Flow } from "../words/flow.ts";
import { WORKING_ROLES, type Role } from "../words/roles.ts";
import type { Item, Situation } from "../words/situation.ts";
import { PROGRESS, SKIPPABLE_STEPS, STEP_ROLE, STRAIGHT_WAY, type SkippableStep, type Step } from "../words/steps.ts";
import { ruleFor } from "./workflow.ts";

/** A member who works for the shop in tests; the id is the role when none is given. */
export function member(...roles: Role[]): Actor & { kind: "member" } {
  return { kind: "member", memberId: roles[0] ?? "nobody", roles };
}

/** The customer of the order, and the app itself. */
export const CUSTOMER: Actor = { kind: "customer" };
export const SYSTEM: Actor = { kind: "system" };

/** An item with a readable photo in Image Approval, but for what a test says. */
export function item(number: number, but: Partial<Item> = {}): Item {
  const isDrawn = but.step !== undefined && !["photo_review", "photo_issue", "artwork"].includes(but.step);
  return {
    id: `item-${number}`,
    number,
    step: "photo_review",
    readyFor: null,
    changeCount: 0,
    skips: [],
    hasReadablePhoto: true,
    photoVersion: 1,
    artfileVersion: isDrawn ? 1 : 0,
    artfilePhotoVersion: isDrawn ? 1 : 0,
    hasNoPicture: false,
    mustReplacePhoto: false,
    reworkCause: null,
    hasOpenRevision: false,
    approvedArtfileVersion: null,
    photoKept: false,
    sentToPrinter: false,
    placeAmong: [],
    ...but,
  };
}

/** An order of these items, assigned in every role to the member of that name. */
export function order(items: readonly Item[], flow: Partial<Flow> = {}, but: Partial<Situation> = {}): Situation {
  return {
    orderId: "order",
    orderName: "#1023",
    flow: { ...DEFAULT_FLOW, ...flow },
    items,
    assignees: Object.fromEntries(WORKING_ROLES.map((role) => [role, role])),
    cancelledInShopify: false,
    isInShadow: false,
    ...but,
  };
}

/** The step from which artwork goes to the customer, and the checks before it that a flow may leave out. */
export const LAST_CHECK: Step = STRAIGHT_WAY[STRAIGHT_WAY.indexOf("customer_approval") - 1]!;
export const CHECKS: readonly SkippableStep[] = SKIPPABLE_STEPS.filter(
  (step) => PROGRESS[step] > PROGRESS.artwork && PROGRESS[step] < PROGRESS.customer_approval,
);

/** What the person whose work the last check is decides when the artwork is good. */
export function passLastCheck(situation: Situation, ...numbers: number[]): Decision | Refused {
  const action = ACTIONS.find((one) => ruleFor(LAST_CHECK, one)?.leads === "on")!;
  return act(situation, member(STEP_ROLE[LAST_CHECK]!), { action } as Command, ...numbers);
}

/** The order after the checks between quality control and the customer, if there are any. */
export function checked(situation: Situation, ...numbers: number[]): Situation {
  const isThere = steps(situation).includes("customer_approval");
  return isThere ? situation : after(situation, passLastCheck(situation, ...numbers));
}

/** A decision on items by their numbers, all seen as they are now. */
export function act(situation: Situation, actor: Actor, command: Command, ...numbers: number[]): Decision | Refused {
  const named = situation.items.filter(({ number }) => numbers.includes(number));
  return decide(
    situation,
    actor,
    command,
    named.map(({ id, changeCount }) => ({ itemId: id, changeCount })),
  );
}

/** The order after a decision: what a service writes. A refusal is a fault here. */
export function after(situation: Situation, decision: Decision | Refused): Situation {
  if (isRefused(decision)) throw new Error(`refused: ${decision.refused} ${decision.itemId ?? ""}`);
  const items = situation.items.map((one) => {
    const change = decision.changes.find(({ itemId }) => itemId === one.id);
    return change === undefined ? one : { ...one, ...change.set, changeCount: one.changeCount + 1 };
  });
  return { ...situation, items };
}

/** The order after one more action. */
export function next(situation: Situation, actor: Actor, command: Command, ...numbers: number[]): Situation {
  return after(situation, act(situation, actor, command, ...numbers));
}

/** Where each item stands, as `step` or `step > waits for`. */
export function steps(situation: Situation): string[] {
  return situation.items.map(({ step, readyFor }) => (readyFor === null ? step : `${step} > ${readyFor}`));
}
