import { html } from "./html.ts";
import { adminPage } from "./layout.ts";
import { appHandle, type Place } from "./place.ts";

const scopeWords: Record<string, string> = {
  read_orders: "See orders",
  write_orders: "Edit orders",
  read_products: "See products",
  read_customers: "See customers",
  write_app_proxy: "Show pages in your online store",
};

/** What Shopify shows before an app is installed: who asks, and for what. */
export function installPage(place: Place): string {
  const { ctx, shop, staff, base } = place;
  return adminPage(place, {
    title: "Install Proofline",
    current: "app",
    body: html`<main class="page narrow">
      <div class="card install">
        <p class="app-mark" aria-hidden="true">P</p>
        <h1>Install Proofline</h1>
        <p>From a customer's photo to the shipped print, in the admin of ${shop.name}.</p>
        <h2>The app will be able to</h2>
        <ul>${wordsFor(ctx.registration.scopes).map((words) => html`<li>${words}</li>`)}</ul>
        ${
          staff.accountOwner
            ? html`<form method="post" action="${base}/apps/${appHandle}/install"><button class="primary">Install</button></form>`
            : html`<p class="note">Only the store's owner can install an app. Switch to ${ownerOf(place)} at the top right.</p>`
        }
      </div>
    </main>`,
  });
}

/** Settings, Apps: what is installed, and the way to remove it. */
export function appsPage(place: Place): string {
  const { ctx, shop, base } = place;
  return adminPage(place, {
    title: "Installed apps",
    current: "apps",
    body: html`<main class="page narrow">
      <h1>Installed apps</h1>
      <div class="card app-row">
        <p class="app-mark" aria-hidden="true">P</p>
        <div><h2>Proofline</h2><p class="note">${shop.installed ? `Installed, with ${shop.grantedScopes.length} of ${ctx.registration.scopes.length} permissions` : "Not installed"}</p></div>
        ${
          shop.installed
            ? html`<a class="button" href="${base}/apps/${appHandle}">Open</a>
            <form method="post" action="${base}/settings/apps/uninstall"><button class="critical">Uninstall</button></form>`
            : html`<a class="button primary" href="${base}/apps/${appHandle}">Install…</a>`
        }
      </div>
      ${shop.installed ? html`<div class="card"><h2>Permissions</h2><ul>${wordsFor(shop.grantedScopes).map((words) => html`<li>${words}</li>`)}</ul></div>` : ""}
      ${
        shop.installed
          ? ""
          : html`<div class="card"><h2>After an uninstall</h2><p>48 hours later Shopify asks every app to erase what it knows about the store.</p>
        <form method="post" action="${base}/settings/apps/redact"><button>Send that request now</button></form></div>`
      }
    </main>`,
  });
}

function wordsFor(scopes: string[]): string[] {
  return scopes.map(
    (scope) =>
      scopeWords[scope] ??
      scope
        .replace(/^read_/, "See ")
        .replace(/^write_/, "Edit ")
        .replaceAll("_", " "),
  );
}

function ownerOf({ shop }: Place): string {
  const owner = shop.staff.find(({ accountOwner }) => accountOwner);
  return owner ? `${owner.firstName} ${owner.lastName}` : "the owner";
}
