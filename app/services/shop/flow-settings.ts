import { readSettings } from "../../adapters/rows/shop/shops.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { flowRefusal, type Flow } from "../../domain/words/flow.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { Said } from "../../domain/words/said.ts";
import type { Step } from "../../domain/words/steps.ts";
import type { FlowSettings } from "../../domain/screens/settings.ts";
import { setGuideline, setUsualHours } from "./change-settings.ts";
import { setFlow } from "./set-flow.ts";

/** The settings of a shop's order flow. */
export function readFlowSettings(shopId: string): Promise<FlowSettings> {
  return readSettings(shopId);
}

/** The settings as an admin wants them, and whether open orders follow. */
export type NewSettings = {
  flow: Flow;
  applyToOpenOrders: boolean;
  guideline: string;
  usualHours: Partial<Record<Step, number>>;
};

/** Saves the settings of the order flow, for admins. */
export async function saveFlowSettings(
  { flow, applyToOpenOrders, guideline, usualHours: hours }: NewSettings,
  by: { shopId: string; actor: ActingMember },
): Promise<Said> {
  const before = await readSettings(by.shopId);
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
