import { readFollowing } from "../../adapters/rows/orders/changed-flows.ts";
import { readSettings } from "../../adapters/rows/shop/shops.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { flowRefusal } from "../../domain/words/flow.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import {
  changedMeanwhile,
  heldSettings,
  mergedSettings,
  SETTINGS_PARTS,
  type FlowFollowing,
  type FlowSettings,
  type HeldSettings,
} from "../../domain/screens/settings.ts";
import { setGuideline, setResending, setRetention, setUsualHours } from "./change-settings.ts";
import { setFlow } from "./set-flow.ts";

/** The settings of a shop's order flow. */
export function readFlowSettings(shopId: string): Promise<FlowSettings> {
  return readSettings(shopId);
}

/** How far the open orders are that follow a changed flow; null when none are being changed. */
export function showFollowing(shopId: string): Promise<FlowFollowing | null> {
  return readFollowing(shopId);
}

/** The settings as an admin wants them, whether open orders follow, and what was so when the page was read on which this is asked. */
export type NewSettings = AskedSettings & { applyToOpenOrders: boolean; seen?: AskedSettings };
/** A page of before does not say when unclear emails are sent again, nor how long files are kept. */
type AskedSettings = Omit<HeldSettings, Newer> & Partial<Pick<HeldSettings, Newer>>;
type Newer = "resendUnknownAfter" | "retention";

/**
 * Saves the settings of the order flow, for admins. What somebody else has changed since the page was read is not overwritten: the rest of the page
 * keeps it, and a change of the same part is refused with a sentence.
 */
export async function saveFlowSettings(
  { applyToOpenOrders, seen: told, ...asked }: NewSettings,
  by: { shopId: string; actor: ActingMember },
): Promise<FormAnswer> {
  const before = await readSettings(by.shopId);
  const now = heldSettings(before);
  const { resendUnknownAfter, retention } = now;
  const wanted = withNewer(asked, { resendUnknownAfter, retention });
  const seen = withNewer(told ?? now, { resendUnknownAfter, retention });
  const taken = changedMeanwhile(seen, wanted, now).map((part) => SETTINGS_PARTS[part]);
  if (taken.length > 0) return { said: meanwhile(taken.join(" and ")), isRefused: true, isOutdated: true };
  const merged = mergedSettings(seen, wanted, now);
  const { flow, guideline, usualHours: hours, resendUnknownAfter: minutes } = merged;
  // Before anything is written: what is refused has changed nothing.
  const refused = flowRefusal(flow);
  if (refused) return { said: REFUSAL_WORDS[refused], isRefused: true };
  const answers = [await setGuideline({ ...by, guideline }), await setUsualHours({ ...by, hours })];
  if (minutes !== resendUnknownAfter) answers.push(await setResending({ ...by, minutes }));
  if (merged.retention !== retention) answers.push(await setRetention({ ...by, retention: merged.retention }));
  for (const answer of answers) {
    if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
  }
  const set = await setFlow({ ...by, flow, applyToOpenOrders });
  if ("refused" in set) return { said: REFUSAL_WORDS[set.refused], isRefused: true };
  const changed = changedBetween(before, await readSettings(by.shopId));
  const flowHolds = applyToOpenOrders
    ? following(set.followingOrders)
    : changed.flow
      ? "The flow is that of orders to come; open orders keep theirs."
      : "";
  const said = ["Saved.", flowHolds, atOnce(changed)].filter(Boolean);
  return { said: said.length === 1 ? "It is saved so: nothing was different." : said.join(" "), isRefused: false };
}

function withNewer(said: AskedSettings, now: Pick<HeldSettings, Newer>): HeldSettings {
  const { resendUnknownAfter = now.resendUnknownAfter, retention = now.retention } = said;
  return { ...said, resendUnknownAfter, retention };
}

function meanwhile(parts: string): string {
  return (
    `Nothing is saved yet: somebody else has changed ${parts} since you opened this page. ` +
    "What you chose still stands below. Press Save again to put it in place of theirs, or Discard to see theirs."
  );
}

type Changed = Record<keyof typeof SETTINGS_PARTS, boolean>;

function changedBetween(before: FlowSettings, after: FlowSettings): Changed {
  const differs = (name: keyof Changed) => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  return {
    flow: differs("flow"),
    guideline: differs("guideline"),
    usualHours: differs("usualHours"),
    resendUnknownAfter: differs("resendUnknownAfter"),
    retention: differs("retention"),
  };
}

function atOnce({ guideline, usualHours, resendUnknownAfter, retention }: Changed): string {
  const both = guideline && usualHours;
  return [
    both && "The guideline and the usual hours hold at once.",
    guideline && !both && "The guideline holds at once.",
    usualHours && !both && "The usual hours hold at once.",
    resendUnknownAfter && "When unclear emails are sent again holds at once, also for those of now.",
    retention && "Files whose time is over are deleted in the coming night.",
  ]
    .filter(Boolean)
    .join(" ");
}

function following(orders: number): string {
  if (orders === 0) return "No open order has another flow.";
  return orders === 1
    ? "1 open order follows in a moment."
    : `${orders.toLocaleString("en")} open orders follow in the next minutes.`;
}
