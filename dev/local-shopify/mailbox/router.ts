import express, { Router } from "express";
import type { LocalContext } from "../context.ts";
import { mailHappened } from "../mail/sendgrid.ts";
import type { LocalMail } from "../shapes.ts";
import { listPage } from "./list-page.ts";
import { withLocalLinks } from "./links.ts";
import { messagePage } from "./message-page.ts";

const events = ["delivered", "open", "bounce"] as const;

/** The mailbox in place of everybody's mail program: what was sent, and buttons for what may happen to it. */
export function mailboxRouter(ctx: LocalContext): Router {
  const router = Router();
  const mailOf = (id: string | undefined): LocalMail | undefined => ctx.state.mails.find((mail) => mail.id === id);
  router.use("/assets", express.static(`${import.meta.dirname}/assets`));
  router.get("/", (request, response) => {
    const chosen = (name: string) => (typeof request.query[name] === "string" ? request.query[name] : "");
    response.send(listPage(ctx, { shop: chosen("shop"), to: chosen("to") }));
  });
  router.get("/:id", (request, response, next) => {
    const mail = mailOf(request.params.id);
    if (!mail) return void next();
    response.send(messagePage(ctx, mail, request.query["view"] === "text" ? "text" : "html"));
  });
  router.get("/:id/body", (request, response, next) => {
    const mail = mailOf(request.params.id);
    if (!mail) return void next();
    response.set({
      "content-security-policy":
        "default-src 'none'; img-src data: http://localhost:* http://127.0.0.1:*; style-src 'unsafe-inline'; font-src data:; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
      "referrer-policy": "no-referrer",
    });
    response
      .type("html")
      .send(
        `<base target="_top"><meta name="viewport" content="width=device-width, initial-scale=1">${withLocalLinks(ctx, mail.html)}`,
      );
  });
  router.post("/:id/events", express.urlencoded({ extended: false }), (request, response, next) => {
    const mail = mailOf(request.params.id);
    const event = events.find((name) => name === (request.body as { event?: unknown }).event);
    if (!mail || !event) return void next();
    mailHappened(ctx, mail, event);
    response.redirect(303, `/mailbox/${encodeURIComponent(mail.id)}`);
  });
  router.use(
    (request, response) =>
      void response.status(404).send(listPage(ctx, { shop: "", to: "" }, "There is no such message.")),
  );
  return router;
}
