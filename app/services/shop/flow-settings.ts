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
  // Before anything is written: what is refused has changed nothing.
  const refused = flowRefusal(flow);
  if (refused) return { said: REFUSAL_WORDS[refused], isRefused: true };
  for (const answer of [await setGuideline({ ...by, guideline }), await setUsualHours({ ...by, hours })]) {
    if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
  }
  const set = await setFlow({ ...by, flow, applyToOpenOrders });
  if ("refused" in set) return { said: REFUSAL_WORDS[set.refused], isRefused: true };
  return {
    said: applyToOpenOrders ? `Saved. ${following(set.followingOrders)}` : "Saved for orders to come.",
    isRefused: false,
  };
}

function following(orders: number): string {
  if (orders === 0) return "No open order has another flow.";
  return orders === 1 ? "1 open order follows in a moment." : `${orders} open orders follow in the next minutes.`;
}
