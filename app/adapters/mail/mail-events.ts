import { EventWebhook } from "@sendgrid/eventwebhook";
import { z } from "zod";
import { env } from "../../env.server.ts";

/** What the mail service tells of one of our emails, and when it happened. `opened`: by a person; `reported`: the customer called it spam. */
export type MailEvent = {
  shopId: string;
  emailId: string;
  event: "accepted" | "delivered" | "opened" | "bounced" | "reported";
  at: Date;
};

const MEANING: Record<string, MailEvent["event"]> = {
  processed: "accepted",
  deferred: "accepted",
  delivered: "delivered",
  open: "opened",
  click: "opened",
  bounce: "bounced",
  dropped: "bounced",
  spamreport: "reported",
};
// `sg_machine_open`: the picture was fetched ahead by Apple's Mail Privacy Protection, whether or not anybody reads the email
// (twilio.com/docs/sendgrid/for-developers/tracking-events/event). It proves no more than that the mail service had it.
const eventShape = z.object({
  event: z.string(),
  /** Seconds since 1970. */
  timestamp: z.number().positive().optional().catch(undefined),
  sg_machine_open: z.unknown().optional(),
  proofline_shop: z.uuid(),
  proofline_email: z.uuid(),
});

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

/** The events of a body that speak of our emails, in their order; others and unreadable ones are left out. None happens after `now`, nor without a time. */
export function readMailEvents(body: string, now: Date): MailEvent[] {
  let list: unknown;
  try {
    list = JSON.parse(body);
  } catch {
    return [];
  }
  return (Array.isArray(list) ? list : []).flatMap((one) => {
    const read = eventShape.safeParse(one);
    const event = read.success ? meaningOf(read.data) : undefined;
    if (!read.success || !event) return [];
    const { proofline_shop: shopId, proofline_email: emailId, timestamp = Infinity } = read.data;
    return [{ shopId, emailId, event, at: new Date(Math.min(timestamp * 1_000, now.getTime())) }];
  });
}

function meaningOf({ event, sg_machine_open: isMachine }: z.infer<typeof eventShape>): MailEvent["event"] | undefined {
  return event === "open" && (isMachine === true || isMachine === "true") ? "accepted" : MEANING[event];
}
