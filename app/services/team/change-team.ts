import { z } from "zod";
import type { ActingMember } from "../../domain/words/actors.ts";
import { type Refusal, REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { ROLES } from "../../domain/words/roles.ts";
import type { Said } from "../../domain/words/said.ts";
import { inviteByEmail, markLeft, MAX_CAPACITY, setAway, setCapacity, setRoles } from "./change-member.ts";

const roles = z
  .string()
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(z.array(z.enum(ROLES)));

const wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("invite"), email: z.string().trim().max(320), name: z.string().trim().max(120), roles }),
  z.object({
    intent: z.literal("change"),
    memberId: z.uuid(),
    roles,
    isAway: z.enum(["yes", "no"]),
    capacity: z.coerce
      .number("The capacity is a number.")
      .int("The capacity is a whole number.")
      .min(0, "The capacity is 0 or more.")
      .max(MAX_CAPACITY, `The capacity is at most ${MAX_CAPACITY}.`),
  }),
  z.object({ intent: z.literal("left"), memberId: z.uuid() }),
]);

/** Does what an admin asked on the Team page: invites, changes roles, capacity and absence, or marks somebody as gone. */
export async function changeTeam(form: FormData, by: { shopId: string; actor: ActingMember }): Promise<Said> {
  const read = wish.safeParse(Object.fromEntries(form));
  if (!read.success) return { said: read.error.issues[0]?.message ?? "The form could not be read.", isRefused: true };
  const asked = read.data;
  if (asked.intent === "invite")
    return told(
      [await inviteByEmail({ ...by, ...asked })],
      `${asked.email} has these roles as soon as they open Proofline in their Shopify admin. Tell them to.`,
    );
  if (asked.intent === "left")
    return told(
      [await markLeft({ ...by, ...asked })],
      "They see nothing of the shop any more, and their open work goes to others.",
    );
  const answers = [await setRoles({ ...by, ...asked })];
  answers.push(
    await setCapacity({ ...by, ...asked }),
    await setAway({ ...by, memberId: asked.memberId, isAway: asked.isAway === "yes" }),
  );
  return told(answers, "Saved. Work that waits is given out anew.");
}

function told(answers: ({ ok: true } | { refused: Refusal })[], said: string): Said {
  for (const answer of answers)
    if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
  return { said, isRefused: false };
}
