import fc from "fast-check";
import type { Actor } from "../words/actors.ts";
import { ACTIONS, actionSheet, type Action, type Command } from "./actions.ts";
import { FLOW_FIELD_NAMES, flowField, type Flow, type FlowField } from "../words/flow.ts";
import { ROLES, WORKING_ROLES, type Role } from "../words/roles.ts";
import type { Item, Situation } from "../words/situation.ts";
import { SKIPPABLE_STEPS, STEPS, type Step } from "../words/steps.ts";

/** One thing that happens to an order: a command, an order edit, a change of who works on it. */
export type Happening =
  | { kind: "command"; actor: Actor; command: Command; picks: readonly number[]; isOlderPhoto: boolean }
  /** Somebody does one of the things that their screen offers for an item. */
  | { kind: "offered"; actor: Actor; pick: number; choice: number; to: Step }
  | { kind: "line_added"; skips: Item["skips"]; hasReadablePhoto: boolean; isPlaced: boolean }
  | { kind: "reassigned"; assignees: Situation["assignees"] };

const skips = fc.subarray([...SKIPPABLE_STEPS]);
const memberId = fc.constantFrom("ann", "bob", "cem");
const rarely = fc.nat(19).map((one) => one === 0);
const text = fc.constantFrom("", " ", "Please look again");

const flow = fc.record(
  Object.fromEntries(FLOW_FIELD_NAMES.map((name) => [name, anyValueOf(flowField(name))])),
) as fc.Arbitrary<Flow>;

const assignees: fc.Arbitrary<Situation["assignees"]> = fc
  .tuple(...WORKING_ROLES.map((role) => fc.tuple(fc.constant(role), fc.option(memberId, { nil: undefined }))))
  .map((pairs) => Object.fromEntries(pairs.filter(([, id]) => id !== undefined)));

/** Anybody who could act: members with any roles, the customer, Shopify and the app. */
export const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("member" as const), memberId, roles: fc.subarray([...ROLES] as Role[]) }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: "member" as const, memberId: "owner", roles: ["admin"] as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "customer" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "system" as const }) },
);

/** Any command, with texts that may be missing. */
const anyCommand: fc.Arbitrary<Command> = fc
  .record({
    action: fc.constantFrom(...ACTIONS),
    to: fc.constantFrom(...STEPS),
    text,
    tick: fc.boolean(),
    readable: fc.boolean(),
  })
  .map(
    ({ action, to, text: words, tick, readable }) =>
      ({ ...filledIn(action, words), ...extras(action, to, tick, readable) }) as Command,
  );

/** A random life of one order. */
export const anyLife: fc.Arbitrary<{ start: Situation; happenings: Happening[] }> = fc.record({
  start: fc
    .record({
      flow,
      assignees,
      cancelledInShopify: rarely,
      isInShadow: fc.constant(false),
      items: fc.array(fc.record({ skips, readable: fc.boolean(), isPlaced: rarely.map((one) => !one) }), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    .map(({ items, ...rest }) => ({
      orderId: "order",
      orderName: "#1023",
      ...rest,
      items: items.map((one, index) => freshItem(index + 1, one.skips, one.readable, one.isPlaced)),
    })),
  happenings: fc.array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant("command" as const),
          actor: anyActor,
          command: anyCommand,
          picks: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }),
          isOlderPhoto: fc.boolean(),
        }),
      },
      {
        weight: 24,
        arbitrary: fc.record({
          kind: fc.constant("offered" as const),
          actor: anyActor,
          pick: fc.nat(5),
          choice: fc.nat(30),
          to: fc.constantFrom(...STEPS),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant("line_added" as const),
          skips,
          hasReadablePhoto: fc.boolean(),
          isPlaced: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("reassigned" as const), assignees }) },
    ),
    { maxLength: 80, size: "max" },
  ),
});

/** A line that photos which nobody has placed may belong to. */
const A_LINE = "1";

/** A command with every text it may carry. */
export function filledIn(action: Action, words = "Please look again"): Command {
  const texts = Object.entries(actionSheet(action).takes).filter(([, kind]) => /text|reason|line/.test(kind));
  return {
    action,
    ...Object.fromEntries(texts.map(([field, kind]) => [field, kind === "line" ? A_LINE : words])),
  } as Command;
}

/** An item as intake makes it. */
export function freshItem(number: number, leftOut: Item["skips"], hasReadablePhoto: boolean, isPlaced = true): Item {
  return {
    id: `item-${number}`,
    number,
    step: "photo_review",
    readyFor: null,
    changeCount: 0,
    skips: leftOut,
    hasReadablePhoto,
    photoVersion: 1,
    artfileVersion: 0,
    artfilePhotoVersion: 0,
    hasNoPicture: false,
    mustReplacePhoto: false,
    reworkCause: null,
    hasOpenRevision: false,
    approvedArtfileVersion: null,
    photoKept: false,
    sentToPrinter: false,
    placeAmong: isPlaced ? [] : [A_LINE, "2"],
  };
}

function anyValueOf(field: FlowField): fc.Arbitrary<unknown> {
  if (field.kind === "steps") return fc.subarray([...SKIPPABLE_STEPS]);
  return field.kind === "choice" ? fc.constantFrom(...Object.keys(field.options)) : fc.boolean();
}

function extras(action: Action, to: Item["step"], tick: boolean, readable: boolean): object {
  if (action === "move") return { to };
  if (action === "replace_photo") return { isReadable: readable };
  return action === "submit_artfile" || action === "replace_artfile" ? { olderPhotoAccepted: tick } : {};
}
