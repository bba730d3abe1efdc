import { html, type Html } from "./html.ts";
import { icon } from "./icons.ts";
import { appHandle, baseOf, initials, type Place } from "./place.ts";

export type AdminPage = {
  title: string;
  current: "orders" | "app" | "apps" | "store";
  body: Html;
  head?: Html;
  appPath?: string;
};

/** A page of the admin: top bar with the person switcher, navigation, and `body` beside it. */
export function adminPage(place: Place, { title, current, body, head, appPath = "" }: AdminPage): string {
  const { shop, staff, base } = place;
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <title>${title} · ${shop.name} · Local Shopify</title>
  <link rel="icon" href="/admin-assets/icon.svg">
  <link rel="stylesheet" href="/admin-assets/admin.css">
  <link rel="stylesheet" href="/admin-assets/orders.css">
  <script type="module" src="/admin-assets/admin.js"></script>
  ${head}
</head>
<body>
  <header class="top">
    <button class="nav-button" type="button" aria-expanded="false" aria-controls="nav">${icon("menu")}<span class="unseen">Navigation</span></button>
    <a class="brand" href="/">${icon("bag")}<span>Local Shopify</span></a>
    <p class="shop-name">${shop.name}</p>
    ${personMenu(place, appPath)}
  </header>
  <nav class="side" id="nav" aria-label="Admin">
    <a href="${base}/orders" ${current === "orders" ? html`aria-current="page"` : ""}>${icon("orders")}Orders</a>
    <p class="side-title">Apps</p>
    <div class="app-links" data-app-links data-home="${base}/apps/${appHandle}">
      <a href="${base}/apps/${appHandle}" data-app-home ${current === "app" ? html`aria-current="page"` : ""}>${icon("frame")}Proofline</a>
    </div>
    <p class="side-spring"></p>
    <a href="${base}/online_store/preferences" ${current === "store" ? html`aria-current="page"` : ""}>${icon("settings")}Online store settings</a>
    ${staff.accountOwner ? html`<a href="${base}/settings/apps" ${current === "apps" ? html`aria-current="page"` : ""}>${icon("settings")}Installed apps</a>` : ""}
    <a href="${place.ctx.origins.stores[shop.domain] ?? "/"}" target="_blank">${icon("store")}Online store</a>
    <a href="/mailbox" target="_blank">${icon("mail")}Mailbox</a>
  </nav>
  ${body}
</body>
</html>`.source;
}

function personMenu({ ctx, shop, staff }: Place, appPath: string): Html {
  return html`<details class="person">
    <summary><span class="avatar" aria-hidden="true">${initials(staff)}</span><span class="person-name">${staff.firstName} ${staff.lastName}<small>${staff.title}</small></span></summary>
    <div class="menu">
      ${ctx.state.shops.map(
        (one) => html`
        <p class="menu-title">${one.name}</p>
        ${one.staff.map(
          (person) => html`
          <a href="${baseOf(one, person)}/apps/${appHandle}${one === shop ? appPath : ""}" ${person === staff ? html`aria-current="true"` : ""} data-person>
            <span class="avatar" aria-hidden="true">${initials(person)}</span><span>${person.firstName} ${person.lastName}<small>${person.title}</small></span>
          </a>`,
        )}`,
      )}
      <a class="menu-last" href="/">All people, stores and the mailbox</a>
    </div>
  </details>`;
}
