import { Router } from "express";
import { readForm } from "./read-form.ts";
import { settled } from "./settled.ts";
import { storefrontOf } from "./standing.ts";
import { renderPage } from "./theme.ts";
import { mayLookIn, rememberPassword, visitorOf, type Store } from "./visitor.ts";

/** Lets nobody past who does not know the shop's password: every address, an app's too, leads to the password page. */
export function passwordGate(store: Store): Router {
  const router = Router();
  const asked = (request: Parameters<typeof visitorOf>[1]) => storefrontOf(visitorOf(store, request).shop).password;
  router.get(
    "/password",
    settled(async (request, response) => {
      const visitor = visitorOf(store, request);
      if (mayLookIn(visitor.shop, request, asked(request))) return void response.redirect("/");
      response.status(401).send(await passwordPage(store, request));
    }),
  );
  router.post(
    "/password",
    settled(async (request, response) => {
      const given = (await readForm(store.ctx, request)).fields.get("password") ?? "";
      if (given !== asked(request))
        return void response.status(401).send(await passwordPage(store, request, "This password is not right."));
      rememberPassword(response, visitorOf(store, request).shop, given);
      response.redirect(303, "/");
    }),
  );
  router.use((request, response, next) => {
    if (mayLookIn(visitorOf(store, request).shop, request, asked(request))) return next();
    response.redirect(302, "/password");
  });
  return router;
}

function passwordPage(store: Store, request: Parameters<typeof visitorOf>[1], complaint?: string): Promise<string> {
  return renderPage(store, visitorOf(store, request), request, "password", { page_title: "Opening soon", complaint });
}
