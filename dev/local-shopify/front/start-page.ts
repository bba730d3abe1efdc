import { baseOf, appHandle, initials } from "../admin/place.ts";
import { html, type Html } from "../admin/html.ts";
import { icon } from "../admin/icons.ts";
import type { LocalContext } from "../context.ts";
import type { LocalShop } from "../shapes.ts";

/** The one address of the demo: what to do, and links to everybody and everything. */
export function startPage(ctx: LocalContext): string {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Proofline, on this machine</title><link rel="icon" href="/admin-assets/icon.svg"><link rel="stylesheet" href="/admin-assets/start.css"></head>
<body>
  <main>
    <header>
      <p class="mark">${icon("frame")} Proofline</p>
      <h1>From a customer's photo to the shipped print</h1>
      <p class="lead">Buy something with a photo in the online store, as a customer would. Then open the admin as each person of the shop and carry the order on: check the photo, draw, check the drawing, ship. Every e-mail to the customer lands in the mailbox; nothing leaves this machine.</p>
    </header>
    <ol class="steps">
      <li><a class="step" href="${ctx.origins.stores[ctx.state.shops[0]?.domain ?? ""] ?? "#"}"><span>1</span><b>Order a portrait</b><small>in the online store of ${ctx.state.shops[0]?.name}</small></a></li>
      <li><a class="step" href="${firstAdmin(ctx)}"><span>2</span><b>Approve the photo</b><small>in the admin, as its image processor</small></a></li>
      <li><a class="step" href="/mailbox"><span>3</span><b>Read the e-mails</b><small>that the customer is sent</small></a></li>
    </ol>
    ${ctx.state.shops.map((shop) => shopSection(ctx, shop))}
    <footer>This is Local Shopify: a stand-in for Shopify that runs here, without an account and without the network.</footer>
  </main>
</body>
</html>`.source;
}

function shopSection(ctx: LocalContext, shop: LocalShop): Html {
  return html`<section>
    <div class="shop-head"><h2>${shop.name}</h2><p>${shop.theme.tagline}</p><a class="store" href="${ctx.origins.stores[shop.domain] ?? "#"}">${icon("store")} Online store</a></div>
    <h3>Open the admin as</h3>
    <div class="people">${shop.staff.map(
      (person) => html`
      <a class="person-card" href="${baseOf(shop, person)}/apps/${appHandle}"><span class="avatar" aria-hidden="true">${initials(person)}</span><span><b>${person.firstName} ${person.lastName}</b><small>${person.title}</small></span></a>`,
    )}
    </div>
  </section>`;
}

function firstAdmin(ctx: LocalContext): string {
  const shop = ctx.state.shops[0];
  const person = shop?.staff.find(({ title }) => title === "Image processor") ?? shop?.staff[0];
  return shop && person ? `${baseOf(shop, person)}/apps/${appHandle}` : "#";
}
