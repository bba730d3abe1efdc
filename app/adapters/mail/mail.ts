import { MailService } from "@sendgrid/mail";
import { env } from "../../env.server.ts";

/** A message to one person. `shopId` and `emailId` come back in the mail service's events. */
export type Message = {
  shopId: string;
  emailId: string;
  to: string;
  fromName: string;
  replyTo: string | null;
  /** Whether the mail service tells that it was opened. */
  tracksOpening: boolean;
  /** Where its reader stops others like it; null where there are none. */
  stop: string | null;
  subject: string;
  html: string;
  text: string;
};

/**
 * What the mail service did with a message: took it; certainly not, and another time may help; certainly not, and never will;
 * or nobody knows (5xx, time-out, connection lost after the question).
 */
export type MailAnswer = { answer: "accepted" } | { answer: "later" | "refused" | "unknown"; why: string };

const ANSWER_WITHIN_MS = 30_000;
/** The connection was never made, so nothing can have been taken. */
const NO_CONNECTION = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
/** Not now, or not with this key; the message itself is not at fault. */
const NOT_NOW = new Set([401, 403, 429]);

/** Hands one message to SendGrid, once: it has no idempotency key (https://www.twilio.com/docs/sendgrid/api-reference/mail-send). */
export async function sendMail({
  shopId,
  emailId,
  to,
  fromName,
  replyTo,
  tracksOpening,
  stop,
  subject,
  html,
  text,
}: Message): Promise<MailAnswer> {
  const service = new MailService();
  service.setApiKey(env().SENDGRID_API_KEY);
  service.setTimeout(ANSWER_WITHIN_MS);
  try {
    const [response] = await service.send({
      to,
      from: { email: addressOf(env().MAIL_FROM), name: fromName },
      ...(replyTo ? { replyTo } : {}),
      subject,
      html,
      text,
      // The button of a mail program that asks for no more of these, in one click (RFC 8058).
      ...(stop
        ? { headers: { "List-Unsubscribe": `<${stop}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } }
        : {}),
      customArgs: { proofline_shop: shopId, proofline_email: emailId },
      // A click through the service's own address would show it the customer's link.
      trackingSettings: {
        clickTracking: { enable: false, enableText: false },
        openTracking: { enable: tracksOpening },
      },
    });
    return response.statusCode === 202 || response.statusCode === 200
      ? { answer: "accepted" }
      : { answer: "unknown", why: `answered ${response.statusCode}` };
  } catch (error) {
    return answerOf(error);
  }
}

function answerOf(error: unknown): MailAnswer {
  const { code, response, message } = error as {
    code?: unknown;
    message?: string;
    response?: { body?: { errors?: { message?: string }[] } };
  };
  if (typeof code === "number" && response) {
    const why = `${code} ${(response.body?.errors ?? []).map((one) => one.message).join(" ")}`.trim().slice(0, 500);
    if (NOT_NOW.has(code)) return { answer: "later", why };
    return { answer: code >= 500 ? "unknown" : "refused", why };
  }
  if (typeof code === "string" && NO_CONNECTION.has(code)) return { answer: "later", why: code };
  return { answer: "unknown", why: String(code ?? message ?? "no answer").slice(0, 500) };
}

function addressOf(from: string): string {
  return /<([^<>]+)>/.exec(from)?.[1] ?? from;
}
