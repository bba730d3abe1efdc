import { actionsFor, decide, isRefused, type Decision } from "./decide.ts";
import type { Actor } from "../words/actors.ts";
import type { Action } from "./actions.ts";
import type { Target } from "./draft.ts";
import { after as follow, SYSTEM } from "./given.fixture.ts";
import { filledIn, freshItem, type Happening } from "./lifecycle.fixture.ts";
import type { Item, Situation } from "../words/situation.ts";

/** The owner of the shop, who is an admin. */
export const OWNER: Actor = { kind: "member", memberId: "owner", roles: ["admin"] };

/** What really happened: an offer has become a command. */
export type Lived = Exclude<Happening, { kind: "offered" }>;

/** One moment in the life of an order: before, what was decided, after. */
export type Moment = {
  before: Situation;
  after: Situation;
  happening: Lived;
  targets: Target[];
  decision: Decision | null;
};

/** Lives a life and looks at every moment of it; the order as it is at the end. */
export function live(start: Situation, happenings: readonly Happening[], look: (moment: Moment) => void): Situation {
  return happenings.reduce((before, planned) => {
    const happening = planned.kind === "offered" ? taken(before, planned) : planned;
    const { after, targets, decision } = happen(before, happening);
    look({ before, after, happening, targets, decision });
    return after;
  }, start);
}

const RARE: readonly Action[] = [
  "move",
  "cancel",
  "cancel_in_shopify",
  "fulfil_in_shopify",
  "reopen_in_shopify",
  "swap_in_shopify",
  "replace_photo",
];

/** The thing that somebody does out of what their screen offers them. */
function taken(situation: Situation, { actor, pick, choice, to }: Extract<Happening, { kind: "offered" }>): Lived {
  const item = situation.items[pick % situation.items.length];
  const offered = item === undefined ? [] : actionsFor(item, situation, actor);
  const everyday = offered.filter((action) => !RARE.includes(action));
  const offers = choice < 27 && everyday.length > 0 ? everyday : offered;
  const action = offers[choice % Math.max(offers.length, 1)] ?? "approve_photo";
  const command = action === "move" ? ({ action, to, note: "Please" } as const) : filledIn(action);
  return { kind: "command", actor, command, picks: [pick % situation.items.length], isOlderPhoto: false };
}

function happen(before: Situation, happening: Lived): Omit<Moment, "before" | "happening"> {
  if (happening.kind === "line_added") {
    const added = freshItem(before.items.length + 1, happening.skips, happening.hasReadablePhoto, happening.isPlaced);
    return { after: { ...before, items: [...before.items, added] }, targets: [], decision: null };
  }
  if (happening.kind === "reassigned")
    return { after: { ...before, assignees: happening.assignees }, targets: [], decision: null };
  const picked = happening.picks.flatMap((pick) => before.items[pick] ?? []);
  const targets = picked.map((item) => ({ ...seen(item), ...(happening.isOlderPhoto ? { fromPhotoVersion: 1 } : {}) }));
  const answer = decide(before, happening.actor, happening.command, targets);
  if (isRefused(answer)) return { after: before, targets, decision: null };
  return { after: follow(before, answer), targets, decision: answer };
}

/** An owner who brings an order to its end, using nothing but the actions that are offered. */
export function bringHome(start: Situation): Situation {
  let now = start;
  for (let round = 0; round < 200; round += 1) {
    const item = now.items.find((one) => isOpen(one) && stepOnward(one, now) !== undefined);
    const command = item && stepOnward(item, now);
    if (item === undefined || command === undefined) return now;
    now = follow(now, decide(now, command.actor, filledIn(command.action), [seen(item)]));
  }
  return now;
}

const ONWARD = [
  "place_photo",
  "approve_photo",
  "reject_photo",
  "keep_photo",
  "replace_photo",
  "submit_artfile",
  "pass_artfile",
  "answer_revision",
  "approve_artwork",
  "fulfil",
] as const;

function stepOnward(item: Item, situation: Situation): { actor: Actor; action: Action } | undefined {
  if (situation.cancelledInShopify) return { actor: SYSTEM, action: "cancel_in_shopify" };
  if (item.readyFor !== null) return undefined;
  const offered = actionsFor(item, situation, OWNER);
  const isBackward = (one: Action) =>
    (one === "replace_photo" && item.step !== "photo_issue") || (one === "reject_photo" && item.step === "artwork");
  const action = ONWARD.find((one) => offered.includes(one) && !isBackward(one));
  return action && { actor: OWNER, action };
}

/** Whether an item is not at its end. */
export function isOpen(item: Item): boolean {
  return item.step !== "done" && item.step !== "cancelled";
}

/** An item as a fresh screen shows it. */
export function seen(item: Item): Target {
  return { itemId: item.id, changeCount: item.changeCount };
}

/** An item that must still be there. */
export function itemOf(situation: Situation, itemId: string): Item {
  const item = situation.items.find(({ id }) => id === itemId);
  if (item === undefined) throw new Error(`lost: ${itemId}`);
  return item;
}
