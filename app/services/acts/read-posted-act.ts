import { z } from "zod";
import type { FieldKind } from "../../domain/workflow/action-sheet.ts";
import { ACTIONS, actionSheet, type Action, type Command } from "../../domain/workflow/actions.ts";
import { STEPS } from "../../domain/words/steps.ts";
import { plainText } from "../../domain/words/plain-text.ts";

const UNREADABLE = "The form could not be read. Reload the page and try again.";

const text = z.string().overwrite(plainText).trim().max(5_000, "Write at most 5,000 characters.");

/** How each kind of field is read; a kind that nobody can read does not compile. */
const FIELDS: Record<FieldKind, z.ZodType> = {
  text,
  "optional text": text.optional(),
  reason: z.uuid("Choose a reason."),
  photos: z.array(z.uuid()).max(50).optional(),
  step: z.enum(STEPS),
  line: z.string().regex(/^\d{1,20}$/, "Choose a line of the order."),
  tick: z.boolean().optional(),
};

/** The commands that a button on a staff screen may give; those that bring files or call Shopify have doors of their own. */
const [first, ...others] = ACTIONS.filter((action) => actionSheet(action).door === "button").map(schemaOf);
const command = z.discriminatedUnion("action", [first!, ...others]).transform((given) => given as Command);

const targets = z
  .array(z.object({ itemId: z.uuid(), changeCount: z.int().nonnegative() }))
  .min(1, "Select at least one item.")
  .max(500, "Select at most 500 items.");

const post = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("act"), actId: z.uuid(), command: fromJson(command), targets: fromJson(targets) }),
  z.object({
    intent: z.literal("act_on_list"),
    actId: z.uuid(),
    command: fromJson(command),
    step: z.enum(STEPS),
    q: z.string().max(200),
    who: z.string().max(100),
    seenAt: z.iso.datetime().transform((text) => new Date(text)),
    total: z.coerce.number().int().nonnegative(),
  }),
  z.object({ intent: z.literal("stop"), actId: z.uuid() }),
  z.object({ intent: z.literal("undo"), actId: z.uuid() }),
  z.object({ intent: z.literal("told"), actId: z.uuid() }),
]);

/** What a screen posted: an act on items or on all of a list, the stop of that, the undo of either, or that its end was shown. */
export type PostedAct = z.infer<typeof post>;

/** Reads the fields that a staff screen's button posted, or says in a sentence what is wrong with them. */
export function readPostedAct(fields: Readonly<Record<string, unknown>>): PostedAct | { wrong: string } {
  const read = post.safeParse(fields, { error: () => UNREADABLE });
  return read.success ? read.data : { wrong: read.error.issues[0]?.message ?? UNREADABLE };
}

function schemaOf(action: Action) {
  const fields = Object.entries(actionSheet(action).takes).map(([field, kind]) => [field, FIELDS[kind]] as const);
  return z.object({ action: z.literal(action), ...Object.fromEntries(fields) });
}

function fromJson<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((json, context) => {
      try {
        return JSON.parse(json) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: UNREADABLE });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
