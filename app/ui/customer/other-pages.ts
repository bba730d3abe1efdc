import type { CustomerOrderLine } from "../../domain/screens/customer-order.ts";
import { framed, type Place } from "./frame.ts";
import { html, type Html } from "./html.ts";

/** The list of a logged-in customer's orders with what waits for them; null asks to log in. */
export function ordersPage(place: Place, orders: readonly CustomerOrderLine[] | null): Html {
  return framed(
    place,
    null,
    html`<header class="proofline-head"><h1 class="proofline-head__title">Your artwork</h1></header>${orders === null ? logIn(place) : list(place, orders)}`,
  );
}

/** What a link shows that opens nothing (any more). */
export function unknownPage(place: Place): Html {
  return framed(
    place,
    null,
    html`<header class="proofline-head"><h1 class="proofline-head__title">This link does not open an order</h1></header>
<p>It may have been replaced by a newer one, may be too old, or may have been cut off on its way to you.</p>
<ul class="proofline-ways"><li>Open the link in the newest email about your order, or copy all of it into the address bar.</li>
<li>If you have an account here, <a href="${logInAddress(place)}">log in</a> and find your order under <a href="${place.pathPrefix}/">Your artwork</a>.</li>
<li>Or answer the email: then a person takes care of it.</li></ul>`,
  );
}

function logIn(place: Place): Html {
  return html`<p>Log in to see your orders, where your artwork stands and what waits for you.</p>
<p><a class="proofline-button proofline-button--main" href="${logInAddress(place)}">Log in</a></p>
<p class="proofline-hint">You ordered without an account? Use the link in the email about your order.</p>`;
}

function list({ pathPrefix }: Place, orders: readonly CustomerOrderLine[]): Html {
  if (orders.length === 0)
    return html`<p>You have no orders with artwork yet. As soon as you order something that we make from your photo, you find it here.</p>`;
  return html`<ul class="proofline-orders">${orders.map(
    ({
      shopifyOrderId,
      name,
      placedOn,
      products,
      items,
      waiting,
    }) => html`<li class="proofline-item${waiting > 0 && " proofline-item--waiting"}">
<h2 class="proofline-item__title"><a href="${pathPrefix}/order/${shopifyOrderId}/">Order ${name}</a></h2>
<p class="proofline-item__facts">${placedOn} · ${items} ${items === 1 ? "item" : "items"}: ${products.join(", ")}</p>
<p class="proofline-state${waiting > 0 && " proofline-state--waiting"}">${waiting === 0 ? "Nothing to do for you right now" : waiting === 1 ? "1 item waits for you" : `${waiting} items wait for you`}</p></li>`,
  )}</ul>`;
}

function logInAddress({ pathPrefix }: Place): string {
  return `/account/login?return_to=${encodeURIComponent(`${pathPrefix}/`)}`;
}
