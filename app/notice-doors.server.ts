import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "./adapters/log.ts";
import type { NoteRequest } from "./adapters/metrics/requests.ts";
import { HeldBody } from "./held-bodies.server.ts";
import { ALWAYS } from "./secure-headers.server.ts";
import { receiveEmailEvents } from "./services/emails/record-email-event.ts";
import { receiveWebhook, type WebhookAnswer } from "./services/intake/receive-webhook.ts";

/** Shopify waits five seconds in all for its answer (https://shopify.dev/docs/apps/build/webhooks), and the mail service not much longer. */
const WHOLE_WITHIN_MS = 10_000;

type Door = { mostBytes: number; receive: (request: IncomingMessage, body: Buffer) => Promise<number> };

const WEBHOOK_STATUS: Record<WebhookAnswer, number> = { taken: 200, not_signed: 401, without_id: 400 };

const DOORS: Record<string, Door> = {
  "/webhooks": {
    mostBytes: 10 * 1024 * 1024,
    async receive(request, body) {
      const answer = await receiveWebhook({
        body,
        signature: headerOf(request, "x-shopify-hmac-sha256"),
        shopDomain: headerOf(request, "x-shopify-shop-domain"),
        topic: headerOf(request, "x-shopify-topic"),
        eventId: headerOf(request, "x-shopify-event-id") ?? headerOf(request, "x-shopify-webhook-id"),
        triggeredAt: headerOf(request, "x-shopify-triggered-at"),
      });
      return WEBHOOK_STATUS[answer];
    },
  },
  "/sendgrid-events": {
    mostBytes: 5 * 1024 * 1024,
    async receive(request, body) {
      const isSigned = await receiveEmailEvents({
        body: body.toString("utf8"),
        signature: headerOf(request, "x-twilio-email-event-webhook-signature"),
        timestamp: headerOf(request, "x-twilio-email-event-webhook-timestamp"),
      });
      return isSigned ? 200 : 401;
    },
  },
};

/**
 * The doors for notices of Shopify and the mail service, which are many at once: one insert and a bare answer, before Express and Remix. True when the request is
 * one for them. Whatever is none of ours is answered with 200 too, so that it is not sent again; what cannot be kept now with 503, so that it is.
 */
export function noticeDoors(request: IncomingMessage, response: ServerResponse, note?: NoteRequest): boolean {
  const { url = "", method = "" } = request;
  const at = url.indexOf("?");
  const path = at < 0 ? url : url.slice(0, at);
  const door = DOORS[path];
  if (!door) return false;
  const began = performance.now();
  const end = (status: number) => {
    if (response.headersSent || response.destroyed) return;
    response
      .writeHead(status, { ...ALWAYS, ...(status === 405 ? { Allow: "POST" } : {}), "Content-Length": "0" })
      .end();
    note?.({ route: path, method, status }, performance.now() - began);
  };
  if (method !== "POST") end(405);
  else
    answer(door, request).then(end, (error: Error) => {
      log.error({ event: "notice_not_kept", path, error: error.message });
      end(503);
    });
  return true;
}

async function answer({ mostBytes, receive }: Door, request: IncomingMessage): Promise<number> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return 413;
  let refuse!: (status: number) => void;
  const body = new HeldBody(() => refuse(503));
  try {
    const refusal = await new Promise<number | null>((give) => {
      refuse = give;
      readWhole(request, { mostBytes, body, give });
    });
    return refusal ?? (await receive(request, body.whole()));
  } finally {
    body.letGo();
  }
}

type Reading = { mostBytes: number; body: HeldBody; give: (refusal: number | null) => void };

/**
 * Reads the body, and gives null when it is whole, or the status that refuses it as soon as it is too long or takes too long, whatever its headers say: what
 * comes after is not kept.
 */
function readWhole(request: IncomingMessage, { mostBytes, body, give }: Reading): void {
  const done = (refusal: number | null) => {
    clearTimeout(tooLate);
    request.off("data", keep).off("end", whole).off("close", broken);
    give(refusal);
  };
  const keep = (part: Buffer) => {
    if (body.keep(part) > mostBytes) done(413);
  };
  const whole = () => {
    body.whole();
    done(null);
  };
  const broken = () => done(400);
  const tooLate = setTimeout(() => done(408), WHOLE_WITHIN_MS);
  request.on("data", keep).on("end", whole).on("close", broken).on("error", broken);
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}
