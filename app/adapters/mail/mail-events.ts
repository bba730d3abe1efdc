import { EventWebhook } from "@sendgrid/eventwebhook";
import { z } from "zod";
import { env } from "../../env.server.ts";

/** What the mail service tells of one of our emails. */
export type MailEvent = { shopId: string; emailId: string; event: "accepted" | "delivered" | "opened" | "bounced" };

const MEANING: Record<string, MailEvent["event"]> = {
  processed: "accepted",
  deferred: "accepted",
  delivered: "delivered",
  open: "opened",
  click: "opened",
  bounce: "bounced",
  dropped: "bounced",
};
const eventShape = z.object({ event: z.string(), proofline_shop: z.uuid(), proofline_email: z.uuid() });

/** Whether SendGrid signed exactly this body with the key of its event webhook (ECDSA over time stamp and body). */
export function isSignedByMailService(body: string, signature: string | null, timestamp: string | null): boolean {
  if (!signature || !timestamp) return false;
  try {
    const events = new EventWebhook();
    return events.verifySignature(
      events.convertPublicKeyToECDSA(env().SENDGRID_WEBHOOK_PUBLIC_KEY),
      body,
      signature,
      timestamp,
    );
  } catch {
    return false;
  }
}

/** The events of a body that speak of our emails, in their order; others and unreadable ones are left out. */
export function readMailEvents(body: string): MailEvent[] {
  let list: unknown;
  try {
    list = JSON.parse(body);
  } catch {
    return [];
  }
  return (Array.isArray(list) ? list : []).flatMap((one) => {
    const read = eventShape.safeParse(one);
    const event = read.success ? MEANING[read.data.event] : undefined;
    return read.success && event
      ? [{ shopId: read.data.proofline_shop, emailId: read.data.proofline_email, event }]
      : [];
  });
}
