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
  type FlowSettings,
  type HeldSettings,
} from "../../domain/screens/settings.ts";
import { setGuideline, setUsualHours } from "./change-settings.ts";
import { setFlow } from "./set-flow.ts";

/** The settings of a shop's order flow. */
export function readFlowSettings(shopId: string): Promise<FlowSettings> {
  return readSettings(shopId);
}

/** The settings as an admin wants them, whether open orders follow, and what was so when the page was read on which this is asked. */
export type NewSettings = HeldSettings & { applyToOpenOrders: boolean; seen?: HeldSettings };

/**
 * Saves the settings of the order flow, for admins. What somebody else has changed since the page was read is not overwritten: the rest of the page
 * keeps it, and a change of the same part is refused with a sentence.
 */
export async function saveFlowSettings(
  { applyToOpenOrders, seen, ...wanted }: NewSettings,
  by: { shopId: string; actor: ActingMember },
): Promise<FormAnswer> {
  const before = await readSettings(by.shopId);
  const now = heldSettings(before);
  const taken = changedMeanwhile(seen ?? now, wanted, now).map((part) => SETTINGS_PARTS[part]);
  if (taken.length > 0) return { said: meanwhile(taken.join(" and ")), isRefused: true, isOutdated: true };
  const { flow, guideline, usualHours: hours } = mergedSettings(seen ?? now, wanted, now);
  // Before anything is written: what is refused has changed nothing.
  const refused = flowRefusal(flow);
  if (refused) return { said: REFUSAL_WORDS[refused], isRefused: true };
  for (const answer of [await setGuideline({ ...by, guideline }), await setUsualHours({ ...by, hours })]) {
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

function meanwhile(parts: string): string {
  return (
    `Nothing is saved yet: somebody else has changed ${parts} since you opened this page. ` +
    "What you chose still stands below. Press Save again to put it in place of theirs, or Discard to see theirs."
  );
}

type Changed = Record<"flow" | "guideline" | "usualHours", boolean>;

function changedBetween(before: FlowSettings, after: FlowSettings): Changed {
  const differs = (name: keyof Changed) => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  return { flow: differs("flow"), guideline: differs("guideline"), usualHours: differs("usualHours") };
}

function atOnce({ guideline, usualHours }: Changed): string {
  if (guideline && usualHours) return "The guideline and the usual hours hold at once.";
  return guideline ? "The guideline holds at once." : usualHours ? "The usual hours hold at once." : "";
}

function following(orders: number): string {
  if (orders === 0) return "No open order has another flow.";
  return orders === 1 ? "1 open order follows in a moment." : `${orders} open orders follow in the next minutes.`;
}
