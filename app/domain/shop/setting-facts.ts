import type { Retention } from "../files/retention.ts";
import { FLOW_FIELD_NAMES, flowField, isFieldInUse, type Flow } from "../words/flow.ts";
import { ROLE_NAMES, type Role } from "../words/roles.ts";
import { SKIPPABLE_STEPS, STEP_NAMES, STEPS, type Step } from "../words/steps.ts";
import type { SettingFacts } from "./setting-log.ts";

/** The flow in the words of its settings page. */
export function flowFacts(flow: Flow): SettingFacts {
  const facts = FLOW_FIELD_NAMES.filter((name) => isFieldInUse(name, flow)).flatMap((name): [string, string][] => {
    const field = flowField(name);
    if (field.kind === "steps")
      return SKIPPABLE_STEPS.map((step) => [STEP_NAMES[step], flow.skips.includes(step) ? "left out" : "kept"]);
    if (field.kind === "choice") return [[field.title, field.options[String(flow[name])]?.label ?? ""]];
    return [[field.label, flow[name] === true ? "on" : "off"]];
  });
  return Object.fromEntries(facts);
}

/** The usual hours of the steps that have some. */
export function usualHoursFacts(hours: Record<Step, number | null>): SettingFacts {
  const counted = STEPS.filter((step) => hours[step] !== null);
  return Object.fromEntries(counted.map((step) => [STEP_NAMES[step], amount(hours[step]!, "hour")]));
}

/** The shop's guideline. */
export function guidelineFacts(guideline: string): SettingFacts {
  return { Text: guideline || "empty" };
}

/** Whether unclear emails are sent again; null minutes where they are not. */
export function resendingFacts(minutes: number | null): SettingFacts {
  return { "Sent again by themselves": minutes === null ? "no" : `after ${amount(minutes, "minute")}` };
}

/** For how long files are kept. */
export function retentionFacts({ photos, versions, webhooks }: Retention): SettingFacts {
  const days = (count: number | null) => (count === null ? "always" : amount(count, "day"));
  return {
    Photos: days(photos),
    "Superseded versions": days(versions),
    "What Shopify told and could not be used": days(webhooks),
  };
}

type MemberStanding = { name: string; roles: readonly Role[]; capacity: number; isAway: boolean; hasLeft: boolean };

/** What a member may do, how much they get, and whether they are there. */
export function memberFacts({ name, roles, capacity, isAway, hasLeft }: MemberStanding): SettingFacts {
  return {
    [`${name}: roles`]: roles.map((role) => ROLE_NAMES[role]).join(", ") || "none",
    [`${name}: capacity as artist`]: amount(capacity, "item"),
    [`${name}: at work`]: hasLeft ? "left" : isAway ? "away" : "here",
  };
}

function amount(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? word : `${word}s`}`;
}
