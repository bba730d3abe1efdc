import express, { Router, type Request } from "express";
import type { LocalContext } from "../context.ts";
import type { LocalStorefront } from "../shapes.ts";
import { changeStorefront } from "../storefront/change-storefront.ts";
import { proxyPathOf, storefrontOf } from "../storefront/standing.ts";
import { html } from "./html.ts";
import { adminPage } from "./layout.ts";
import { placeOf, type Place } from "./place.ts";

/** What a merchant sets about their online store: its password, where the app's pages are, which customer accounts; mounted below a person. */
export function onlineStoreRouter(ctx: LocalContext): Router {
  const router = Router({ mergeParams: true });
  router.use(express.urlencoded({ extended: false }));
  router.get("/online_store/preferences", (request, response, next) => {
    const place = placeOf(ctx, request);
    if (!place) return next();
    response.send(preferencesPage(place, textOf(request.query.refused)));
  });
  router.post("/online_store/preferences", (request, response, next) => {
    const place = placeOf(ctx, request);
    if (!place) return next();
    const address = `${place.base}/online_store/preferences`;
    try {
      changeStorefront(ctx, place.shop, readChange(request));
      response.redirect(303, address);
    } catch (fault) {
      response.redirect(303, `${address}?refused=${encodeURIComponent((fault as Error).message)}`);
    }
  });
  router.get("/themes/current/editor", (request, response, next) => {
    const place = placeOf(ctx, request);
    if (!place) return next();
    response.send(editorPage(place, textOf(request.query.addAppBlockId), textOf(request.query.template)));
  });
  return router;
}

function readChange(request: Request): Partial<LocalStorefront> {
  const { password = "", prefix = "", subpath = "", accounts } = request.body as Record<string, string>;
  return {
    password: password.trim() || null,
    proxy: subpath.trim() === "" ? null : { prefix: prefix as "apps", subpath: subpath.trim() },
    customerAccounts: accounts === "legacy" ? "legacy" : "new",
  };
}

function preferencesPage(place: Place, refused: string): string {
  const { password, proxy, customerAccounts } = storefrontOf(place.shop);
  const option = (value: string, chosen: string, words = value) =>
    html`<option value="${value}" ${value === chosen ? html`selected` : ""}>${words}</option>`;
  return adminPage(place, {
    title: "Online store",
    current: "store",
    body: html`<main class="page narrow">
      <h1>Online store</h1>
      ${refused ? html`<p class="note" role="alert">${refused}</p>` : ""}
      <form class="card" method="post" action="${place.base}/online_store/preferences">
        <h2>Preferences</h2>
        <p><label>Store password (empty: everybody may look in) <input name="password" value="${password ?? ""}"></label></p>
        <h2>App proxy of Proofline</h2>
        <p class="note">Its pages are at ${proxyPathOf(place.ctx, place.shop)} now.</p>
        <p><label>Prefix <select name="prefix">${["apps", "a", "community", "tools"].map((one) => option(one, proxy?.prefix ?? "apps"))}</select></label>
        <label>Subpath (empty: the app's own) <input name="subpath" value="${proxy?.subpath ?? ""}"></label></p>
        <h2>Customer accounts</h2>
        <p><label>Version <select name="accounts">${option("new", customerAccounts, "Customer accounts")}${option("legacy", customerAccounts, "Legacy")}</select></label></p>
        <button class="primary">Save</button>
      </form>
    </main>`,
  });
}

/** As much of the theme editor as a link from an app needs: which block it would add, and where. */
function editorPage(place: Place, blockId: string, template: string): string {
  const [apiKey, handle] = blockId.split("/");
  const isKnown = apiKey === place.ctx.registration.apiKey && handle === "artwork-status";
  return adminPage(place, {
    title: "Theme editor",
    current: "store",
    body: html`<main class="page narrow"><h1>Theme editor</h1><div class="card"><p>${
      isKnown
        ? `The app block “Artwork status” is added to the template “${template}”.`
        : blockId === ""
          ? "No app block was named."
          : `There is no app block ${blockId}.`
    }</p></div></main>`,
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
