import { z } from "zod";
import { MAX_CAPACITY } from "../../domain/team/team.ts";
import { ROLES } from "../../domain/words/roles.ts";
import type { TeamWish } from "../../services/team/change-team.ts";

const UNREADABLE = "The form could not be read. Reload the page and try again.";

const roles = z
  .string()
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(z.array(z.enum(ROLES)));

const capacity = z.coerce
  .number("The capacity is a number.")
  .int("The capacity is a whole number.")
  .min(0, "The capacity is 0 or more.")
  .max(MAX_CAPACITY, `The capacity is at most ${MAX_CAPACITY}.`);

const wish = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("invite"),
    email: z.string().trim().max(320),
    name: z.string().trim().max(120),
    roles,
    // A page of before does not say it.
    capacity: capacity.optional(),
  }),
  z.object({
    intent: z.literal("change"),
    memberId: z.uuid(),
    roles,
    isAway: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
    capacity,
  }),
  z.object({ intent: z.literal("left"), memberId: z.uuid() }),
]);

/** What a post of the Team page asks for, or a sentence that says what is wrong with it. */
export function readWish(form: FormData): TeamWish | { wrong: string } {
  const read = wish.safeParse(Object.fromEntries(form), { error: () => UNREADABLE });
  return read.success ? read.data : { wrong: read.error.issues[0]?.message ?? UNREADABLE };
}
