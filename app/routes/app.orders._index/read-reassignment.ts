import { z } from "zod";
import { WORKING_ROLES } from "../../domain/words/roles.ts";
import type { Reassignments } from "../../services/team/reassign-orders.ts";

const UNREADABLE = "The form could not be read. Reload the page and try again.";

const wish = z.object({
  orderIds: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid()).min(1, "Select at least one order.").max(200, "Select at most 200 orders.")),
  role: z.enum(WORKING_ROLES, "Choose a role."),
  memberId: z
    .uuid()
    .or(z.literal(""))
    .transform((id) => id || null),
});

/** Which orders a post gives to whom (fields orderIds, role, memberId; empty: back to the app), or a sentence that says what is wrong with it. */
export function readReassignment(form: FormData): Reassignments | { wrong: string } {
  const read = wish.safeParse(Object.fromEntries(form), { error: () => UNREADABLE });
  return read.success ? read.data : { wrong: read.error.issues[0]?.message ?? UNREADABLE };
}
