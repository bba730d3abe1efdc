import { randomBytes } from "node:crypto";
import express, { Router, type Request, type Response } from "express";
import type { LocalContext } from "../context.ts";
import type { MailFault } from "../faults.ts";
import { sendMailEvents } from "./mail-events.ts";
import { readMailRequest, type MailError } from "./mail-request.ts";
import type { LocalMail } from "../shapes.ts";

const bounceMarks = /^(bounce|bounced|nobody)([+@])|@bounce\./i;

/** The mail service: POST /v3/mail/send with its checks and errors; every accepted message lands in the mailbox. */
export function sendgridRouter(ctx: LocalContext): Router {
  const router = Router();
  router.use(express.json({ limit: "30mb" }));
  router.post("/v3/mail/send", (request, response) => {
    const fault = spoiltCall(ctx);
    if (fault && fault !== "accept-then-drop") return spoil(fault, request, response);
    if (request.get("authorization") !== `Bearer ${ctx.mail.apiKey}`) {
      return refuse(response, 401, [
        { message: "The provided authorization grant is invalid, expired, or revoked", field: null, help: null },
      ]);
    }
    const read = readMailRequest((request.body ?? {}) as Record<string, unknown>);
    if ("errors" in read) return refuse(response, 400, read.errors);
    const mails = read.mails.map((mail) => accept(ctx, mail));
    if (fault === "accept-then-drop") return void request.socket.destroy();
    response
      .status(202)
      .set("x-message-id", mails[0]?.id ?? "")
      .end();
  });
  router.use((request, response) => refuse(response, 404, [{ message: "not found", field: null, help: null }]));
  return router;
}

/** Marks a message and sends the app the event; used by the mailbox's buttons too. */
export function mailHappened(ctx: LocalContext, mail: LocalMail, event: "delivered" | "bounce" | "open"): void {
  mail.state = event === "delivered" ? "delivered" : event === "bounce" ? "bounced" : "opened";
  ctx.state.save();
  sendMailEvents(ctx, mail, [event]);
}

function accept(ctx: LocalContext, wanted: Omit<LocalMail, "id" | "at" | "state">): LocalMail {
  const shop = ctx.state.shops.find(({ domain }) =>
    [wanted.html, wanted.text].some(
      (body) => body.includes(domain) || body.includes(ctx.origins.stores[domain] ?? domain),
    ),
  );
  const mail: LocalMail = {
    ...wanted,
    id: randomBytes(11).toString("base64url"),
    at: new Date(ctx.now()).toISOString(),
    state: "accepted",
    ...(shop ? { shopDomain: shop.domain } : {}),
  };
  const bounces = bounceMarks.test(mail.to);
  ctx.state.mails.push(mail);
  mail.state = bounces ? "bounced" : "delivered";
  ctx.state.save();
  sendMailEvents(ctx, mail, ["processed", bounces ? "bounce" : "delivered"]);
  return mail;
}

function spoiltCall(ctx: LocalContext): MailFault | null {
  const { mail } = ctx.faults;
  if (mail.next <= 0) return null;
  mail.next -= 1;
  return mail.fault;
}

/** A time-out is an answer that never comes: the connection stays open until the caller gives up. */
function spoil(fault: Exclude<MailFault, "accept-then-drop">, request: Request, response: Response): void {
  if (fault === "timeout") return;
  if (fault === "reset") return void request.socket.destroy();
  if (fault === "429")
    response.set({
      "x-ratelimit-limit": "600",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Math.ceil(Date.now() / 1_000) + 1),
    });
  refuse(response, Number(fault), [
    { message: fault === "429" ? "too many requests" : "Internal server error", field: null, help: null },
  ]);
}

function refuse(response: Response, status: number, errors: MailError[]): void {
  response.status(status).json({ errors });
}
