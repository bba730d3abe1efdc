import type { CustomerOrderLine } from "../../domain/screens/customer-order.ts";
import { framed, type Place } from "./frame.ts";
import { html, type Html } from "./html.ts";
import { logInHref, pageHref } from "./store-links.ts";

/** The list of a logged-in customer's orders with what waits for them. */
export function ordersPage(place: Place, orders: readonly CustomerOrderLine[]): Html {
  return framed(place, null, html`${headed("Your artwork")}${list(place, orders)}`);
}

/** What somebody sees who has to log in first; `below` is the page that they come back to. */
export function logInPage(place: Place, below: string): Html {
  return framed(
    place,
    null,
    html`${headed("Your artwork")}<p>Log in to see your orders, where your artwork stands and what waits for you.</p>
<p><a class="proofline-button proofline-button--main" href="${logInHref(place, below)}">Log in</a></p>
<p class="proofline-hint">You ordered without an account? Use the link in the email about your order.</p>`,
  );
}

/** What a visitor sees when something failed with us. */
export function failedPage(place: Place, { wasDeciding }: { wasDeciding: boolean }): Html {
  const lines = wasDeciding
    ? [
        "Something went wrong, and we cannot say whether your answer has arrived.",
        "Open the page again in a minute: it shows how your order stands. If it still asks you, please answer once more.",
      ]
    : [
        "Something went wrong. Your order and everything that you have decided are safe.",
        "Please open the page again in a minute.",
      ];
  return framed(
    place,
    { kind: "problem", title: "This page cannot be shown right now", lines },
    headed("Your artwork"),
  );
}

/** What stands where a shop no longer has the app. */
export function leftPage(place: Place): Html {
  return framed(
    place,
    null,
    html`${headed("There is no artwork to see here any more")}<p>The shop has moved on to another way. Please answer the last email about your order: then a person takes care of it.</p>`,
  );
}

/** What a link shows that opens nothing (any more). */
export function unknownPage(place: Place): Html {
  return framed(
    place,
    null,
    html`${headed("This link does not open an order")}<p>It may have been replaced by a newer one, may be too old, or may have been cut off on its way to you.</p>
<ul class="proofline-ways"><li>Open the link in the newest email about your order, or copy all of it into the address bar.</li>
<li>If you have an account here, <a href="${logInHref(place, "/")}">log in</a> and find your order under <a href="${pageHref(place, "/")}">Your artwork</a>.</li>
<li>Or answer the email: then a person takes care of it.</li></ul>`,
  );
}

/** What somebody sees who asked too often for what no link opens. */
export function tooManyPage(place: Place): Html {
  return framed(
    place,
    null,
    html`${headed("Too many tries")}<p>Too many tries. Wait a minute and open the link in your email again.</p>`,
  );
}

function list(place: Place, orders: readonly CustomerOrderLine[]): Html {
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
<h2 class="proofline-item__title"><a href="${pageHref(place, `/order/${shopifyOrderId}/`)}">Order ${name}</a></h2>
<p class="proofline-item__facts">${placedOn} · ${items} ${items === 1 ? "item" : "items"}: ${products.join(", ")}</p>
<p class="proofline-state${waiting > 0 && " proofline-state--waiting"}">${waiting === 0 ? "Nothing to do for you right now" : waiting === 1 ? "1 item waits for you" : `${waiting} items wait for you`}</p></li>`,
  )}</ul>`;
}

function headed(title: string): Html {
  return html`<header class="proofline-head"><h1 class="proofline-head__title">${title}</h1></header>
`;
}
