import { z } from "zod";
import type { ActingMember } from "../../domain/words/actors.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { WORKING_ROLES } from "../../domain/words/roles.ts";
import type { Said } from "../../domain/words/said.ts";
import { reassignOrder } from "./reassign-order.ts";

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

/** Gives orders to a member by hand, or back to the app (fields orderIds, role, memberId); the first refusal ends it. */
export async function reassignOrders(form: FormData, by: { shopId: string; actor: ActingMember }): Promise<Said> {
  const read = wish.safeParse(Object.fromEntries(form));
  if (!read.success) return { said: read.error.issues[0]?.message ?? "The form could not be read.", isRefused: true };
  const { orderIds, role, memberId } = read.data;
  for (const orderId of orderIds) {
    const answer = await reassignOrder({ ...by, orderId, role, memberId });
    if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
  }
  const orders = orderIds.length === 1 ? "The order" : `${orderIds.length} orders`;
  return {
    said: memberId ? `${orders} changed hands.` : `${orders} will be given to whoever is free.`,
    isRefused: false,
  };
}
