import type { Refusal } from "./refusals.ts";
import { PROGRESS, SKIPPABLE_STEPS, STRAIGHT_WAY, type SkippableStep, type Step } from "./steps.ts";

type Words = { label: string; help: string };
/** One setting of the flow: how it is set, what it is in a shop that has not changed it, and its words on the settings page. */
export type FlowField =
  | { kind: "steps"; title: string; default: readonly SkippableStep[] }
  | ({ kind: "choice"; title: string; options: Readonly<Record<string, Words>>; default: string } & OnlyWith)
  | ({ kind: "switch"; default: boolean } & Words & OnlyWith);
/** The choices without which a field has its default and is not shown. */
type OnlyWith = { onlyWith?: Readonly<Record<string, string>> };

/** Every field of the flow on one sheet: the shop's settings that say which steps exist and in what manner items move. */
export const FLOW_FIELDS = {
  /** Steps the whole shop leaves out; the page shows those that are kept. */
  skips: { kind: "steps", title: "Steps that orders go through", default: [] },
  /** Together: the items of an order wait for each other before each step. Independently: only before fulfilment. */
  manner: {
    kind: "choice",
    title: "The items of one order move",
    options: {
      together: { label: "Together", help: "An item that is ready waits for the others before each step." },
      independently: {
        label: "Independently",
        help: "Each item goes on by itself; only fulfilment waits for the whole order.",
      },
    },
    default: "together",
  },
  /** Fulfilment takes items one by one. */
  partialShipping: {
    kind: "switch",
    label: "Partial shipping",
    help: "Items ship as soon as they are approved, without waiting for the rest of the order.",
    default: false,
    onlyWith: { manner: "independently" },
  },
  /** Where "continue with the current photo" leads. */
  keepPhotoLeads: {
    kind: "choice",
    title: "When a customer continues with the current photo",
    options: {
      on: { label: "The item goes on", help: "The artist still sees the reason." },
      back_to_review: { label: "It goes back to Image Approval", help: "Marked as the customer's choice." },
    },
    default: "on",
  },
  /** Whether lines that are not approved are held in Shopify, so that nobody ships them there. */
  holds: {
    kind: "choice",
    title: "Orders whose artwork is not approved yet",
    options: {
      on: { label: "Are held in Shopify", help: "Nothing that waits for artwork can be fulfilled there by mistake." },
      off: { label: "Are not held", help: "Tags still say where the artwork stands. Holds of ours are taken off." },
    },
    default: "on",
  },
  /** Whether an order comes in before it is paid. */
  unpaid: {
    kind: "choice",
    title: "Orders that are not paid yet",
    options: {
      start: { label: "Start at once", help: "Work begins whether or not the payment has come." },
      wait: {
        label: "Wait until they are paid",
        help: "They come in when Shopify says that they are paid, wholly or in part, or that the amount is authorized. Until then they are nowhere here.",
      },
    },
    default: "start",
  },
  /** What is done when somebody else lifts our hold on an order that is not approved. */
  liftedHold: {
    kind: "choice",
    title: "When somebody lifts the hold on an order in Shopify",
    options: {
      again_once: { label: "Hold it once more", help: "Managers are told. Lifted a second time, it stays open." },
      again_always: { label: "Hold it again every time", help: "Managers are told." },
      leave: { label: "Leave it open", help: "Managers are told." },
    },
    default: "again_once",
    onlyWith: { holds: "on" },
  },
} as const satisfies Record<string, FlowField>;

type Fields = typeof FLOW_FIELDS;
type ValueOf<F> = F extends { kind: "steps" }
  ? readonly SkippableStep[]
  : F extends { kind: "choice"; options: infer O }
    ? keyof O
    : boolean;

/** The flow of a shop, or of an order as it was when it came in. */
export type Flow = { [F in keyof Fields]: ValueOf<Fields[F]> };

/** The names of the fields, in the order of the settings page. */
export const FLOW_FIELD_NAMES = Object.keys(FLOW_FIELDS) as (keyof Flow)[];

/** A field's sheet. */
export function flowField(name: keyof Flow): FlowField {
  return FLOW_FIELDS[name];
}

/** Whether a field means anything beside the others; one that does not has its default. */
export function isFieldInUse(name: keyof Flow, flow: Readonly<Record<string, unknown>>): boolean {
  const field = flowField(name);
  if (field.kind === "steps") return true;
  return Object.entries(field.onlyWith ?? {}).every(
    // What an older version did not have stands as its default.
    ([other, value]) => (flow[other] ?? flowField(other as keyof Flow).default) === value,
  );
}

/** A whole flow: what is missing, is no value of its field, or means nothing beside the others has its default. */
export function wholeFlow(given: Readonly<Record<string, unknown>>): Flow {
  const values = FLOW_FIELD_NAMES.map((name) => {
    const value = isFieldInUse(name, given) ? valueOf(flowField(name), given[name]) : flowField(name).default;
    return [name, value];
  });
  return Object.fromEntries(values) as Flow;
}

function valueOf(field: FlowField, value: unknown): unknown {
  if (field.kind === "steps") return SKIPPABLE_STEPS.filter((step) => Array.isArray(value) && value.includes(step));
  if (field.kind === "choice") return Object.keys(field.options).find((option) => option === value) ?? field.default;
  return typeof value === "boolean" ? value : field.default;
}

/** The flow of a shop that has not changed anything. */
export const DEFAULT_FLOW: Flow = wholeFlow({});

/** The steps that an item leaves out: the shop's and those of its product rule, each once, in the order of the steps. */
export function resolveSkips(flow: Flow, ruleSkips: readonly SkippableStep[] = []): SkippableStep[] {
  return SKIPPABLE_STEPS.filter((step) => flow.skips.includes(step) || ruleSkips.includes(step));
}

/** The steps an item goes through when nothing goes wrong, from its first one to `done`. */
export function resolvePath(skips: readonly SkippableStep[]): Step[] {
  return STRAIGHT_WAY.filter((step) => !isSkipped(skips, step));
}

/** Whether an item's path leaves a step out. */
export function isSkipped(skips: readonly SkippableStep[], step: Step): boolean {
  return (skips as readonly Step[]).includes(step);
}

/** The next step of the item's path after a step, which need not be on the path itself; `done` after the last. */
export function stepAfter(item: { skips: readonly SkippableStep[] }, step: Step): Step {
  return resolvePath(item.skips).find((next) => PROGRESS[next] > PROGRESS[step]) ?? "done";
}

/** Where an item goes back to for another artfile: to the artist, or to where a print-ready photo is looked at; null where its path has neither. */
export function reworkStep({ skips }: { skips: readonly SkippableStep[] }): Step | null {
  return (["artwork", "photo_review"] as const).find((step) => !isSkipped(skips, step)) ?? null;
}

/**
 * Where a customer's request for changes goes: to quality control, and where that is left out, to whoever makes the artfile anew.
 * Where nobody does, to quality control all the same, which answers: an order that came in before such flows were refused.
 */
export function requestStep(item: { skips: readonly SkippableStep[] }): Step {
  const isChecked = !isSkipped(item.skips, "quality_control");
  return isChecked ? "quality_control" : (reworkStep(item) ?? "quality_control");
}

/** Why a shop cannot work by a flow; null when it can. */
export function flowRefusal({ skips }: Pick<Flow, "skips">): Refusal | null {
  if (SKIPPABLE_STEPS.every((step) => skips.includes(step))) return "no_step_left";
  return reworkStep({ skips }) === null ? "nobody_makes_changes" : null;
}
