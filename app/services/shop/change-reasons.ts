import type { ActingMember } from "../../domain/words/actors.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { Said } from "../../domain/words/said.ts";
import { addReason, renameReason, retireReason } from "./change-settings.ts";

/** What an admin asks for a rejection reason. */
export type ReasonWish =
  | { intent: "add_reason"; name: string }
  | { intent: "rename_reason"; reasonId: string; name: string }
  | { intent: "retire_reason"; reasonId: string };

/** Adds, renames or retires a rejection reason, for admins. */
export async function changeReasons(asked: ReasonWish, by: { shopId: string; actor: ActingMember }): Promise<Said> {
  const answer = await (asked.intent === "add_reason"
    ? addReason({ ...by, ...asked })
    : asked.intent === "rename_reason"
      ? renameReason({ ...by, ...asked })
      : retireReason({ ...by, ...asked }));
  if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
  return { said: SAID[asked.intent], isRefused: false };
}

const SAID: Record<ReasonWish["intent"], string> = {
  add_reason: "The reason is in the list.",
  rename_reason: "The reason has its new name, also where it was used before.",
  retire_reason: "The reason is not offered any more. Issues that have it keep it.",
};
