// An order-issue email waits for issues that could join it, and no longer.
import { beforeAll, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { JOIN_WINDOW_MS } from "../../app/domain/emails/email-occasions.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import type { Command } from "../../app/domain/workflow/actions.ts";
import { UNDO_WINDOW_MS } from "../../app/domain/workflow/undo.ts";
import { undoAct } from "../../app/services/acts/undo-act.ts";
import { sendEmail } from "../../app/services/emails/send-email.ts";
import { waitingJobs } from "./set-up.ts";
import { act, makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string, reasonId: string, owner: ActingMember;
beforeAll(async () => {
  ({ shopId, reasonId } = await makeShop());
  owner = await makeMember(shopId, ["admin"]);
});

const doing = (command: Command, itemId: string) => act({ shopId, actor: owner, command, itemIds: [itemId] });

/** How long after it was raised the order's email leaves, in ms; its job stands at the same time. */
async function waits(orderId: string): Promise<number> {
  const { id, createdAt, sendAt } = await db().email.findFirstOrThrow({ where: { shopId, orderId, state: "queued" } });
  const job = (await waitingJobs()).find(({ payload }) => (payload as { emailId?: string }).emailId === id);
  expect(job?.runAt).toEqual(sendAt);
  return sendAt.getTime() - createdAt.getTime();
}

it("leaves after the joining time while another photo of the order is still to be looked at, and at once after undo when none is", async () => {
  const { orderId, itemIds } = await makeOrder(shopId, { items: 2 });
  await doing({ action: "reject_photo", reasonId, comment: "Too dark" }, itemIds[0]!);
  expect(await waits(orderId)).toBe(JOIN_WINDOW_MS);

  const { actId } = await doing({ action: "approve_photo" }, itemIds[1]!);
  expect(await waits(orderId)).toBeLessThan(JOIN_WINDOW_MS);
  expect(await waits(orderId)).toBeGreaterThanOrEqual(UNDO_WINDOW_MS);

  await undoAct({ shopId, actor: owner, actId });
  expect(await waits(orderId)).toBe(JOIN_WINDOW_MS);
});

it("leaves as soon as it cannot be taken back any more when the order has no other photo", async () => {
  const { orderId, itemIds } = await makeOrder(shopId);
  await doing({ action: "reject_photo", reasonId, comment: "Too dark" }, itemIds[0]!);
  expect(await waits(orderId)).toBe(UNDO_WINDOW_MS);
});

it("is not sent before its time by a job that was under way when it was put off", async () => {
  const { orderId, itemIds } = await makeOrder(shopId, { items: 2 });
  await doing({ action: "reject_photo", reasonId, comment: "Too dark" }, itemIds[0]!);
  const { id: emailId } = await db().email.findFirstOrThrow({ where: { shopId, orderId } });
  await sendEmail({ shopId, emailId });
  expect(await db().email.findFirst({ where: { shopId, orderId } })).toMatchObject({ state: "queued", attempts: 0 });
});
