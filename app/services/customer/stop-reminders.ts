import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { emailSettingsOf } from "../../adapters/mail/email-texts.ts";
import { withdrawQueued } from "../../adapters/mail/emails-outbox.ts";
import { readStopAddress, type StoppedOrder } from "../../adapters/proofs/stop-address.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { orderAsTold, stopRemindersOf } from "../../adapters/mail/reminders.ts";
import { lockOrders } from "../../adapters/rows/orders/orders.ts";
import { isOfInstallation } from "../../adapters/rows/shop/installations.ts";
import { localeFor, REMINDERS } from "../../domain/emails/email-settings.ts";
import { STOPPED_BY_CUSTOMER } from "../../domain/emails/email-card.ts";
import type { Locale } from "../../domain/words/locales.ts";
import { stopPage, type StopPage } from "../../emails/stop-page.ts";

/** What a customer sees who wants no more reminders about an order: a question first, for a link alone decides nothing. Null for a link that opens nothing. */
export async function askToStop(token: string): Promise<StopPage | null> {
  const found = await orderOf(token);
  return found && stopPage("asked", found);
}

/** Sends no more reminders about the order, whatever is asked of its customer; may be repeated. Null for a link that opens nothing. */
export async function stopReminders(token: string): Promise<StopPage | null> {
  const found = await orderOf(token);
  if (!found) return null;
  const { shopId, orderId } = found;
  await inTransaction(async (tx) => {
    await lockOrders(tx, shopId, [orderId]);
    if (!(await stopRemindersOf(tx, shopId, orderId))) return;
    for (const kind of REMINDERS) await withdrawQueued(tx, { shopId, orderId, kind, why: STOPPED_BY_CUSTOMER });
    const by = { shopId, actor: { kind: "customer" } } as const;
    await appendHistory(tx, by, [{ orderId, itemId: null, event: "reminders_stopped" }]);
  });
  return stopPage("stopped", found);
}

type Found = StoppedOrder & { orderName: string; shopName: string; locale: Locale };

async function orderOf(token: string): Promise<Found | null> {
  const order = readStopAddress(token);
  if (!order || !(await isOfInstallation(order))) return null;
  const told = await orderAsTold(order.shopId, order.orderId);
  if (!told) return null;
  const { settings } = await emailSettingsOf(noTransaction(), order.shopId);
  return { ...order, orderName: told.name, shopName: told.shopName, locale: localeFor(settings, told.locale) };
}
