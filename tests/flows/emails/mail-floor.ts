import { afterAll, beforeAll, beforeEach } from "vitest";
import { db } from "../../../app/adapters/db.ts";
import { DEFAULT_EMAIL_SETTINGS, type EmailSettings } from "../../../app/domain/emails/email-settings.ts";
import { sendEmail } from "../../../app/services/emails/send-email.ts";
import { setEmails } from "../../../app/services/emails/set-emails.ts";
import { withoutShopify } from "../intake.ts";
import { wireLocalShopify, type Wired } from "../local.ts";
import { drainJobs } from "../set-up.ts";
import { act, makeMember, makeOrder, makeShop } from "../shop.ts";

/** Local Shopify, with the mailbox. */
export let local: Wired;
export let shopId: string;
/** An admin of the shop, and a quality controller. */
export let admin: Awaited<ReturnType<typeof makeMember>>;
let checker: Awaited<ReturnType<typeof makeMember>>;
/** Another shop, with an admin. */
export let other: { shopId: string; actor: Awaited<ReturnType<typeof makeMember>> };

/** Sets up a shop whose customers are written to, anew for each file; each test begins with no mail, and as if the shop had set nothing. */
export function setUpMailFloor(): void {
  beforeAll(async () => {
    local = await wireLocalShopify();
    ({ shopId } = await makeShop(local.shop.domain));
    admin = await makeMember(shopId, ["admin"]);
    checker = await makeMember(shopId, ["quality_controller"]);
    const { shopId: otherId } = await makeShop();
    other = { shopId: otherId, actor: await makeMember(otherId, ["admin"]) };
  });
  afterAll(() => local.stop());
  beforeEach(async () => {
    local.state.mails.length = 0;
    await db().shop.update({ where: { id: shopId }, data: { emailSettings: {}, timezone: "UTC" } });
    await db().emailText.deleteMany({ where: { shopId } });
    await db().task.deleteMany({ where: { shopId } });
    await db().settingChange.deleteMany({ where: { shopId } });
  });
}

/** Who asks, and for which shop. */
export const by = () => ({ shopId, actor: admin });
/** Sets something for the shop's emails that had set nothing before. */
export const set = (part: Partial<EmailSettings>) =>
  setEmails({ settings: { ...DEFAULT_EMAIL_SETTINGS, ...part }, seen: DEFAULT_EMAIL_SETTINGS }, by());
export const emailsOf = (orderId: string) => db().email.findMany({ where: { orderId }, orderBy: { sendAt: "asc" } });
export const only = async (orderId: string) => (await emailsOf(orderId))[0]!;

/** An order whose artwork has just been passed to its customer. */
export async function passed(as: { locale?: string } = {}) {
  const made = await makeOrder(shopId, { step: "quality_control", assign: { quality_controller: checker } });
  const { orderId, itemIds } = made;
  await db().order.updateMany({ where: { id: orderId }, data: { locale: as.locale ?? null } });
  await db().artfile.updateMany({ where: { shopId, itemId: { in: itemIds } }, data: { renditions: "made" } });
  await act({ shopId, actor: checker, command: { action: "pass_artfile" }, itemIds });
  return made;
}

/** Lets what is due leave. */
export async function leave(orderId: string): Promise<void> {
  await db()
    .$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key IN (SELECT 'send-email:' || id FROM "Email" WHERE "orderId" = ${orderId}::uuid)`;
  await drainJobs({ with: withoutShopify });
  await local.ctx.webhooks.idle();
}

/** As if the time until the first email of the order leaves had passed. */
export async function pass(orderId: string): Promise<void> {
  const { id } = await only(orderId);
  await db().email.updateMany({ where: { shopId, id }, data: { sendAt: new Date(Date.now() - 1_000) } });
  await sendEmail({ shopId, emailId: id });
  await local.ctx.webhooks.idle();
}
