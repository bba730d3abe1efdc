import { z } from "zod";
import { readSettings } from "../../adapters/rows/shops.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { FLOW_FIELD_NAMES, flowField, wholeFlow, type FlowField } from "../../domain/words/flow.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { Said } from "../../domain/words/said.ts";
import type { FlowSettings } from "../../domain/screens/settings.ts";
import { SKIPPABLE_STEPS, STEPS } from "../../domain/words/steps.ts";
import { MAX_GUIDELINE, setGuideline, setUsualHours } from "./change-settings.ts";
import { setFlow } from "./set-flow.ts";

/** The settings of a shop's order flow. */
export function readFlowSettings(shopId: string): Promise<FlowSettings> {
  return readSettings(shopId);
}

const settings = z.object({
  flow: z
    .object(Object.fromEntries(FLOW_FIELD_NAMES.map((name) => [name, schemaOf(flowField(name))])))
    .transform(wholeFlow),
  applyToOpenOrders: z.boolean(),
  guideline: z.string().max(MAX_GUIDELINE, `The guideline has at most ${MAX_GUIDELINE} characters.`),
  usualHours: z.partialRecord(
    z.enum(STEPS),
    z
      .number("The usual hours are a number.")
      .positive("The usual hours are more than 0.")
      .max(8760, "The usual hours are at most a year."),
  ),
});

function schemaOf(field: FlowField): z.ZodType {
  if (field.kind === "steps") return z.array(z.enum(SKIPPABLE_STEPS));
  return field.kind === "choice" ? z.enum(Object.keys(field.options)) : z.boolean();
}

/** Saves the settings of the order flow as the page has them, for admins. */
export async function saveFlowSettings(posted: unknown, by: { shopId: string; actor: ActingMember }): Promise<Said> {
  const read = settings.safeParse(posted);
  if (!read.success) return { said: read.error.issues[0]?.message ?? "The form could not be read.", isRefused: true };
  const { flow, applyToOpenOrders, guideline, usualHours: hours } = read.data;
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
