import { z } from "zod";
import type { CustomerDecision } from "../../domain/screens/customer-order.ts";
import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import { actOnItems } from "../acts/act-on-items.ts";
import { plainText } from "../../domain/words/plain-text.ts";
import type { TakenBack } from "../../domain/workflow/undo.ts";
import { takeApprovalBack } from "./take-back-approval.ts";

const UNREADABLE = "We could not read what you sent. Please try again below.";

const looked = z.literal("yes", "Please confirm first that you have looked closely.");
const note = z
  .string()
  .overwrite(plainText)
  .trim()
  .min(1, "Please write what you would like to have changed.")
  .max(5_000, "Please write at most 5,000 characters.");

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("approve_artwork") }),
  z.object({ intent: z.literal("request_changes"), note }),
  z.object({ intent: z.literal("keep_photo"), looked }),
]);

const takingBack = z.object({ intent: z.literal("take_back"), approval: z.uuid() });

const place = z.object({
  actId: z.uuid(),
  targets: z
    .array(z.string().regex(/^[0-9a-f-]{36}:\d{1,9}$/))
    .min(1)
    .max(200),
});

/** What came of a customer's form: what the act did, or a sentence that says what is missing in the form. */
export type CustomerAnswer =
  { intent: CustomerDecision; outcome: ActOutcome } | { intent: "take_back"; outcome: TakenBack } | { wrong: string };

/**
 * Carries out what a customer decided on their page about items of their order, and of no other, or takes an approval back. The same form sent
 * again changes nothing.
 */
export async function decideAsCustomer(
  order: { shopId: string; orderId: string },
  form: { fields: Readonly<Record<string, string>>; targets: readonly string[] },
): Promise<CustomerAnswer> {
  const taken = takingBack.safeParse(form.fields);
  if (taken.success)
    return { intent: "take_back", outcome: await takeApprovalBack({ ...order, actId: taken.data.approval }) };
  const asked = command.safeParse(form.fields, { error: () => UNREADABLE });
  const about = place.safeParse({ actId: form.fields.actId, targets: form.targets });
  if (!about.success) return { wrong: UNREADABLE };
  if (!asked.success) return { wrong: asked.error.issues[0]?.message ?? UNREADABLE };
  const { intent, ...rest } = asked.data;
  const outcome = await actOnItems({
    ...order,
    actor: { kind: "customer" },
    actId: about.data.actId,
    command:
      "note" in rest
        ? { action: "request_changes", note: rest.note }
        : { action: intent as Exclude<CustomerDecision, "request_changes"> },
    targets: about.data.targets.map((target) => ({
      itemId: target.slice(0, 36),
      changeCount: Number(target.slice(37)),
    })),
  });
  return { intent, outcome };
}
