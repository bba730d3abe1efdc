import type { EmailKind } from "../../domain/words/emails.ts";
import { emailsOfOrders } from "../../adapters/mail/email-rows.ts";
import { emailFailureWords, type EmailCard } from "../../domain/emails/email-card.ts";
import { isOver } from "../../domain/emails/email-reminders.ts";

/** The emails of these kinds by order id, newest first. Addresses are left out unless asked for. A reminder that will not leave is said to be withdrawn. */
export async function emailCards(request: {
  shopId: string;
  orderIds: readonly string[];
  kinds: readonly EmailKind[];
  withAddress: boolean;
}): Promise<Record<string, EmailCard[]>> {
  const byOrder: Record<string, EmailCard[]> = {};
  const emails = await emailsOfOrders(request.shopId, request.orderIds, request.kinds);
  for (const email of emails) {
    const at = email.openedAt ?? email.bouncedAt ?? email.deliveredAt ?? email.sentAt ?? email.sendAt;
    (byOrder[email.orderId] ??= []).push({
      id: email.id,
      kind: email.kind,
      state: isWithdrawn(email, emails) ? "withdrawn" : email.state,
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

type Listed = Awaited<ReturnType<typeof emailsOfOrders>>[number];

// It is withdrawn for good when its time comes (`prepareEmail`); until then its email may still turn out not to be needed.
function isWithdrawn(email: Listed, emails: readonly Listed[]): boolean {
  const ofOrder = emails.filter(({ orderId }) => orderId === email.orderId);
  return email.state === "queued" && isOver(inMs(email), ofOrder.map(inMs));
}

function inMs({ kind, state, createdAt, bouncedAt }: Listed) {
  return { kind, state, createdAt: createdAt.getTime(), bouncedAt: bouncedAt?.getTime() ?? null };
}
