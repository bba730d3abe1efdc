import type { LocalShop } from "../shapes.ts";
import { html } from "./html.ts";
import { baseOf, initials } from "./place.ts";

/** Asks as whom an address of the admin without a person should be opened; `rest` is the address after the shop. */
export function chooserPage(shop: LocalShop, rest: string): string {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${shop.name} · Local Shopify</title><link rel="icon" href="/admin-assets/icon.svg"><link rel="stylesheet" href="/admin-assets/start.css"></head>
<body>
  <main>
    <h1>Open the admin of ${shop.name} as</h1>
    <div class="people">${shop.staff.map(
      (person) => html`
      <a class="person-card" href="${baseOf(shop, person)}${rest}"><span class="avatar" aria-hidden="true">${initials(person)}</span><span><b>${person.firstName} ${person.lastName}</b><small>${person.title}</small></span></a>`,
    )}
    </div>
    <p><a href="/">All people, stores and the mailbox</a></p>
  </main>
</body>
</html>`.source;
}
