import { z } from "zod";
import { STEPS } from "../../domain/words/steps.ts";

const text = z.string().trim().max(5_000, "Write at most 5,000 characters.");
const optionalText = text.optional();

/** The commands that a button on a staff screen may give; those that bring files or call Shopify have doors of their own. */
const command = z.discriminatedUnion("action", [
  z.object({ action: z.literal("approve_photo") }),
  z.object({
    action: z.literal("reject_photo"),
    reasonId: z.uuid("Choose a reason."),
    comment: text,
    photoIds: z.array(z.uuid()).max(50).optional(),
  }),
  z.object({ action: z.literal("keep_photo"), note: optionalText }),
  z.object({ action: z.literal("push_back"), note: text }),
  z.object({ action: z.literal("pass_artfile") }),
  z.object({ action: z.literal("reject_artfile"), instructions: text }),
  z.object({ action: z.literal("forward_revision"), instructions: optionalText }),
  z.object({ action: z.literal("answer_revision"), answer: text }),
  z.object({ action: z.literal("approve_artwork"), note: optionalText }),
  z.object({ action: z.literal("request_changes"), note: text }),
  z.object({ action: z.literal("send_to_printer") }),
  z.object({ action: z.literal("reprint"), cause: text }),
  z.object({ action: z.literal("move"), to: z.enum(STEPS), note: optionalText }),
  z.object({ action: z.literal("cancel"), note: optionalText }),
]);

const targets = z
  .array(z.object({ itemId: z.uuid(), changeCount: z.int().nonnegative() }))
  .min(1, "Select at least one item.")
  .max(500, "Select at most 500 items.");

const post = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("act"), actId: z.uuid(), command: fromJson(command), targets: fromJson(targets) }),
  z.object({ intent: z.literal("undo"), actId: z.uuid() }),
]);

/** What a screen's button posted: an act on items, or the undo of one. */
export type PostedAct = z.infer<typeof post>;

/** Reads the post of a staff screen's button, or says in a sentence what is wrong with it. */
export function readAct(form: FormData): PostedAct | { wrong: string } {
  const read = post.safeParse(Object.fromEntries(form));
  return read.success
    ? read.data
    : { wrong: read.error.issues[0]?.message ?? "The form could not be read. Reload the page and try again." };
}

function fromJson<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((json, context) => {
      try {
        return JSON.parse(json) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "The form could not be read. Reload the page and try again." });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
