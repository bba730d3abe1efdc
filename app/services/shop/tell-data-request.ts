import { databaseTime } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { sendMail } from "../../adapters/mail/mail.ts";
import { shopToWriteTo } from "../../adapters/rows/shop/shops.ts";
import { markTold } from "../../adapters/rows/shop/tasks.ts";
import { dataRequestEmail } from "../../emails/data-request.ts";
import { env } from "../../env.server.ts";

const FROM = { fromName: "Proofline", replyTo: null, tracksOpening: false, stop: null };

/**
 * Writes to a shop's own address that a customer has asked for their data: once, and not when the task is done. Where the mail
 * service does not answer, it may have been sent and is not sent again; the task stands on Home in any case.
 */
export async function tellDataRequest({ shopId, taskId }: { shopId: string; taskId: string }): Promise<void> {
  const shop = await shopToWriteTo(shopId);
  if (!shop?.email || !(await markTold(shopId, taskId, await databaseTime()))) return;
  const { domain, email: to } = shop;
  const link = `https://${domain}/admin/apps/${env().SHOPIFY_API_KEY}`;
  const words = dataRequestEmail({ shop: shop.name || domain, link });
  const { answer } = await sendMail({ shopId, emailId: taskId, to, ...FROM, ...words });
  log.info({ event: "data_request_told", shopId, taskId, answer });
  if (answer !== "later") return;
  await markTold(shopId, taskId, null);
  throw new Error("The mail service takes no emails now");
}
