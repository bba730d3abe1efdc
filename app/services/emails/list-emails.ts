import type { EmailKind } from "../../domain/words/emails.ts";
import { emailsOfOrders } from "../../adapters/mail/email-rows.ts";
import { emailFailureWords, type EmailCard } from "../../domain/emails/email-card.ts";

/** The emails of these kinds by order id, newest first. Addresses are left out unless asked for. */
export async function emailCards(request: {
  shopId: string;
  orderIds: readonly string[];
  kinds: readonly EmailKind[];
  withAddress: boolean;
}): Promise<Record<string, EmailCard[]>> {
  const byOrder: Record<string, EmailCard[]> = {};
  for (const email of await emailsOfOrders(request.shopId, request.orderIds, request.kinds)) {
    const at = email.openedAt ?? email.bouncedAt ?? email.deliveredAt ?? email.sentAt ?? email.sendAt;
    (byOrder[email.orderId] ??= []).push({
      id: email.id,
      kind: email.kind,
      state: email.state,
      to: request.withAddress ? email.toAddress : null,
      at: at.toISOString(),
      failure: emailFailureWords(email.failure),
    });
  }
  return byOrder;
}

/** The orders of whose emails an address is shown. */
export function ordersWithAddress(emails: Record<string, EmailCard[]>): string[] {
  return Object.keys(emails).filter((orderId) => emails[orderId]!.some(({ to }) => to !== null));
}
