import { z } from "zod";
import { MAX_USUAL_HOURS } from "../../domain/screens/overdue.ts";
import { RESEND_AFTER_MINUTES } from "../../domain/emails/email-sending.ts";
import { RETENTION_DAYS } from "../../domain/files/retention.ts";
import { MAX_GUIDELINE } from "../../domain/screens/settings.ts";
import { MAX_REASON_TEXT } from "../../domain/shop/reasons.ts";
import { FLOW_FIELD_NAMES, flowField, wholeFlow, type FlowField } from "../../domain/words/flow.ts";
import { SKIPPABLE_STEPS, STEPS } from "../../domain/words/steps.ts";
import type { ReasonWish } from "../../services/shop/change-reasons.ts";
import type { NewSettings } from "../../services/shop/flow-settings.ts";
import { plainText } from "../../domain/words/plain-text.ts";

const UNREADABLE = "The form could not be read. Reload the page and try again.";

const RESEND_WRONG = `Unclear emails are sent again after ${RESEND_AFTER_MINUTES.least} to ${RESEND_AFTER_MINUTES.most} whole minutes.`;

const RETENTION_WRONG = `Files are kept for ${RETENTION_DAYS.least} to ${RETENTION_DAYS.most} whole days, or always.`;
const days = z
  .int(RETENTION_WRONG)
  .min(RETENTION_DAYS.least, RETENTION_WRONG)
  .max(RETENTION_DAYS.most, RETENTION_WRONG);

const settings = z.object({
  flow: z
    .object(Object.fromEntries(FLOW_FIELD_NAMES.map((name) => [name, schemaOf(flowField(name))])))
    .transform(wholeFlow),
  applyToOpenOrders: z.boolean(),
  guideline: z
    .string()
    .overwrite(plainText)
    .max(MAX_GUIDELINE, `The guideline has at most ${MAX_GUIDELINE} characters.`),
  usualHours: z.partialRecord(
    z.enum(STEPS),
    z
      .number("The usual hours are a number.")
      .positive("The usual hours are more than 0.")
      .max(MAX_USUAL_HOURS, "The usual hours are at most a year."),
  ),
  resendUnknownAfter: z
    .int(RESEND_WRONG)
    .min(RESEND_AFTER_MINUTES.least, RESEND_WRONG)
    .max(RESEND_AFTER_MINUTES.most, RESEND_WRONG)
    .nullable()
    // A page of before does not say it.
    .optional(),
  retention: z.object({ photos: days.nullable(), versions: days.nullable(), webhooks: days }).optional(),
});

const inText = z
  .string(UNREADABLE)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: UNREADABLE });
      return z.NEVER;
    }
  })
  .pipe(settings);

function schemaOf(field: FlowField): z.ZodType {
  if (field.kind === "steps") return z.array(z.enum(SKIPPABLE_STEPS));
  return field.kind === "choice" ? z.enum(Object.keys(field.options)) : z.boolean();
}

const words = {
  name: z.string().overwrite(plainText).trim().max(60, "A reason has at most 60 characters."),
  customerText: reasonText("The text for the customer"),
  hint: reasonText("The hint"),
  mayKeepPhoto: yesNo().default(true),
};
const reasonId = z.uuid();

const reasonWish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add_reason"), ...words }),
  z.object({ intent: z.literal("change_reason"), reasonId, ...words }),
  z.object({ intent: z.literal("switch_reason"), reasonId, isOn: yesNo() }),
  z.object({
    intent: z.literal("order_reasons"),
    reasonIds: z
      .string()
      .max(20_000)
      .transform((text) => text.split(","))
      .pipe(z.array(reasonId)),
  }),
  z.object({ intent: z.literal("drop_reason"), reasonId }),
  z.object({ intent: z.literal("remove_picture"), pictureId: z.uuid() }),
]);

function reasonText(what: string) {
  const tooLong = `${what} has at most ${MAX_REASON_TEXT} characters.`;
  return z.string().overwrite(plainText).trim().max(MAX_REASON_TEXT, tooLong).default("");
}

function yesNo() {
  return z.enum(["yes", "no"]).transform((answer) => answer === "yes");
}

type RemovedPicture = { intent: "remove_picture"; pictureId: string };

/** The settings as the page posts them, or a sentence that says what is wrong with them. */
export function readSettingsPost(form: FormData): NewSettings | { wrong: string } {
  const read = inText.safeParse(form.get("settings"), { error: () => UNREADABLE });
  if (!read.success) return wrong(read.error);
  // A page of before does not say what it was read with.
  const seen = form.has("seen") ? inText.safeParse(form.get("seen"), { error: () => UNREADABLE }) : undefined;
  if (seen?.success === false) return wrong(seen.error);
  return { ...read.data, ...(seen ? { seen: seen.data } : {}) };
}

/** What a post asks for a rejection reason or a picture, or a sentence that says what is wrong with it. */
export function readReasonPost(form: FormData): ReasonWish | RemovedPicture | { wrong: string } {
  const read = reasonWish.safeParse(Object.fromEntries(form), { error: () => UNREADABLE });
  return read.success ? read.data : wrong(read.error);
}

function wrong(error: z.ZodError): { wrong: string } {
  return { wrong: error.issues[0]?.message ?? UNREADABLE };
}
