import { randomBytes, sign } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { LocalContext } from "../context.ts";
import type { LocalMail } from "../shapes.ts";

export type MailEventKind = "processed" | "delivered" | "open" | "bounce";

const retryDelaysMs = [0, 300, 900, 2_700];

/** Posts events about a message to the app's /sendgrid-events, signed as the mail service signs them; returns at once. */
export function sendMailEvents(ctx: LocalContext, mail: LocalMail, kinds: MailEventKind[]): void {
  const faults = ctx.faults.mailEvents;
  if (faults.drop > 0) {
    faults.drop -= 1;
    return;
  }
  const isTwice = faults.duplicate > 0;
  if (isTwice) faults.duplicate -= 1;
  const events = kinds.map((kind) => eventOf(ctx, mail, kind));
  for (let copy = 0; copy < (isTwice ? 2 : 1); copy += 1) {
    const work: Promise<void> = post(ctx, JSON.stringify(events)).finally(() => ctx.webhooks.underWay.delete(work));
    ctx.webhooks.underWay.add(work);
  }
}

/** The two headers for a body: an ECDSA P-256 signature over timestamp and raw body, base64 of its DER form. */
function mailEventHeaders(ctx: LocalContext, body: string): Record<string, string> {
  const timestamp = String(Math.floor(ctx.now() / 1000));
  return {
    "content-type": "application/json;charset=utf-8",
    "x-twilio-email-event-webhook-timestamp": timestamp,
    "x-twilio-email-event-webhook-signature": sign(
      "sha256",
      Buffer.from(timestamp + body),
      ctx.mail.privateKey,
    ).toString("base64"),
  };
}

const details: Record<MailEventKind, Record<string, unknown>> = {
  processed: {},
  delivered: { response: "250 OK", tls: 1 },
  open: { useragent: "Mozilla/5.0", ip: "127.0.0.1", sg_machine_open: false },
  bounce: {
    reason: "550 5.1.1 The email account that you tried to reach does not exist.",
    status: "5.1.1",
    type: "bounce",
    bounce_classification: "Invalid Address",
  },
};

function eventOf(ctx: LocalContext, mail: LocalMail, kind: MailEventKind): Record<string, unknown> {
  return {
    ...mail.customArgs,
    email: mail.to,
    timestamp: Math.floor(ctx.now() / 1000),
    event: kind,
    "smtp-id": `<${mail.id}@local-shopify>`,
    sg_event_id: randomBytes(16).toString("base64url"),
    sg_message_id: `${mail.id}.recvd-local-0`,
    ...details[kind],
  };
}

async function post(ctx: LocalContext, body: string): Promise<void> {
  const stop = ctx.webhooks.stop.signal;
  for (const delayMs of retryDelaysMs) {
    try {
      await pause(delayMs, undefined, { signal: stop, ref: false });
      const answer = await fetch(`${ctx.appOrigin}/sendgrid-events`, {
        method: "POST",
        headers: mailEventHeaders(ctx, body),
        body,
        signal: AbortSignal.any([stop, AbortSignal.timeout(10_000)]),
      });
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      if (stop.aborted) return;
    }
  }
}
