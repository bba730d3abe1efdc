import { z } from "zod";
import type { ActingMember } from "../../domain/words/actors.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { Said } from "../../domain/words/said.ts";
import { addReason, renameReason, retireReason } from "./change-settings.ts";

const name = z.string().trim().max(60, "A reason has at most 60 characters.");

const wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add_reason"), name }),
  z.object({ intent: z.literal("rename_reason"), reasonId: z.uuid(), name }),
  z.object({ intent: z.literal("retire_reason"), reasonId: z.uuid() }),
]);

/** Adds, renames or retires a rejection reason, for admins. */
export async function changeReasons(form: FormData, by: { shopId: string; actor: ActingMember }): Promise<Said> {
  const read = wish.safeParse(Object.fromEntries(form));
  if (!read.success) return { said: read.error.issues[0]?.message ?? "The form could not be read.", isRefused: true };
  const asked = read.data;
  const answer = await (asked.intent === "add_reason"
    ? addReason({ ...by, ...asked })
    : asked.intent === "rename_reason"
      ? renameReason({ ...by, ...asked })
      : retireReason({ ...by, ...asked }));
  if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
  return { said: SAID[asked.intent], isRefused: false };
}

const SAID: Record<z.infer<typeof wish>["intent"], string> = {
  add_reason: "The reason is in the list.",
  rename_reason: "The reason has its new name, also where it was used before.",
  retire_reason: "The reason is not offered any more. Issues that have it keep it.",
};
