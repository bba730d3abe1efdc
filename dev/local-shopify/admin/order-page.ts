import type { LocalLine, LocalOrder } from "../shapes.ts";
import { html, type Html } from "./html.ts";
import { icon } from "./icons.ts";
import { adminPage } from "./layout.ts";
import { paymentBadge, shippingBadge } from "./order-badges.ts";
import { customerName, when } from "./orders-page.ts";
import { appHandle, type Place } from "./place.ts";

/** One order of the shop with everything Shopify knows of it, and the app's block; `refused` is what the last action was answered. */
export function orderPage(place: Place, order: LocalOrder, block: Html, refused: string): string {
  const { shop, base } = place;
  const address = order.shippingAddress;
  return adminPage(place, {
    title: order.name,
    current: "orders",
    body: html`<main class="page">
      <div class="heading"><a class="button" href="${base}/orders">${icon("back")}<span class="unseen">Orders</span></a><h1>${order.name}</h1>${paymentBadge(order)}${shippingBadge(order)}<span class="spring"></span>
        <a class="button" href="${base}/apps/${appHandle}/app/search?q=${encodeURIComponent(order.name)}">Find in Proofline</a>
        ${order.cancelledAt || order.closedAt ? html`<form method="post" action="${base}/orders/${order.id}/delete"><button class="critical">Delete order</button></form>` : html`<form method="post" action="${base}/orders/${order.id}/archive"><button>Archive</button></form>`}
        ${order.cancelledAt ? "" : html`<form method="post" action="${base}/orders/${order.id}/cancel"><button class="critical">Cancel order</button></form>`}
      </div>
      <p class="note">${when(order.createdAt)}${order.cancelledAt ? html`, cancelled ${when(order.cancelledAt)}` : ""}${order.closedAt ? html`, archived ${when(order.closedAt)}` : ""}</p>
      ${refused ? html`<p class="card refused" role="alert">${refused}</p>` : ""}
      <div class="columns">
        <div>
          ${order.lines.map((line) => lineCard(place, order, line))}
          ${order.cancelledAt ? "" : addLineCard(place, order)}
          ${shippingCards(place, order)}
          ${block.source && html`<div class="card">${block}</div>`}
        </div>
        <div>
          <div class="card"><h2>Customer</h2><p>${customerName(shop, order) ?? "No customer"}<br>${order.email ?? "No e-mail"}</p></div>
          <div class="card"><h2>Shipping address</h2>${
            address
              ? html`<p>${address.firstName} ${address.lastName}<br>${address.address1}<br>${address.zip} ${address.city}<br>${address.country}</p>
              <details><summary>Change</summary><form class="stack" method="post" action="${base}/orders/${order.id}/change-address">
                <label>Street<input name="address1" value="${address.address1}"></label><label>Postcode<input name="zip" value="${address.zip}"></label><label>City<input name="city" value="${address.city}"></label><button>Save</button></form></details>`
              : html`<p class="note">None</p>`
          }</div>
          <div class="card"><h2>Tags</h2><p>${order.tags.length > 0 ? order.tags.map((tag) => html`<span class="tag">${tag}</span>`) : html`<span class="note">None</span>`}</p></div>
          <div class="card"><h2>Metafields</h2>${
            order.metafields.length > 0
              ? html`<dl>${order.metafields.map((field) => html`<dt>${field.namespace}.${field.key}</dt><dd><code>${field.value}</code></dd>`)}</dl>`
              : html`<p class="note">None</p>`
          }</div>
          ${(order.shippingLines ?? []).length > 0 ? html`<div class="card"><h2>Shipping</h2><p>${order.shippingLines!.map(({ title }) => title).join(", ")}</p></div>` : ""}
          ${(order.noteAttributes ?? []).length > 0 ? html`<div class="card"><h2>Additional details</h2><dl>${order.noteAttributes!.map(({ name, value }) => html`<dt>${name}</dt><dd>${linked(value)}</dd>`)}</dl></div>` : ""}
          ${order.note ? html`<div class="card"><h2>Note</h2><p>${order.note}</p></div>` : ""}
        </div>
      </div>
    </main>`,
  });
}

function lineCard({ base }: Place, order: LocalOrder, line: LocalLine): Html {
  const action = (name: string) => `${base}/orders/${order.id}/${name}`;
  return html`<div class="card line ${line.currentQuantity === 0 ? "gone" : ""}">
    <div class="line-head"><div><h2>${line.title}</h2><p class="note">${[line.variantTitle, line.sku].filter(Boolean).join(" · ")}</p></div><b>${line.price} × ${line.currentQuantity}</b></div>
    ${line.properties.length > 0 ? html`<dl>${line.properties.map(({ name, value }) => html`<dt>${name}</dt><dd>${linked(value)}</dd>`)}</dl>` : ""}
    ${
      line.currentQuantity === 0 || order.cancelledAt
        ? ""
        : html`<div class="line-actions">
      <form method="post" action="${action("set-quantity")}"><input type="hidden" name="lineId" value="${line.id}"><label>Copies <input name="quantity" type="number" min="0" value="${line.currentQuantity}"></label><button>Change</button></form>
      <form method="post" action="${action("set-quantity")}"><input type="hidden" name="lineId" value="${line.id}"><input type="hidden" name="quantity" value="0"><button>Remove</button></form>
      <form method="post" action="${action("refund")}"><input type="hidden" name="lineId" value="${line.id}"><button>Refund</button></form>
    </div>`
    }
  </div>`;
}

function addLineCard({ shop, base }: Place, order: LocalOrder): Html {
  return html`<details class="card"><summary>Edit order: add a product</summary>
    <form class="stack" method="post" action="${base}/orders/${order.id}/add-line">
      <label>Product<select name="variantId">${shop.products.map((product) => html`<optgroup label="${product.title}">${product.variants.map((variant) => html`<option value="${variant.id}">${product.title}, ${variant.title}</option>`)}</optgroup>`)}</select></label>
      <label>Copies<input name="quantity" type="number" min="1" value="1"></label>
      <label>Link to the photo<input name="photo" type="url" placeholder="https://"></label>
      <button class="primary">Add</button>
    </form></details>`;
}

function shippingCards({ base }: Place, order: LocalOrder): Html[] {
  const titleOf = (lineId: number) => order.lines.find(({ id }) => id === lineId)?.title ?? "A removed line";
  const isHeld = order.fulfillmentOrders.some(({ status }) => status === "ON_HOLD");
  const isOpen = order.fulfillmentOrders.some(({ lines }) =>
    lines.some(({ remainingQuantity }) => remainingQuantity > 0),
  );
  return [
    ...order.fulfillmentOrders
      .filter(({ lines }) => lines.some(({ remainingQuantity }) => remainingQuantity > 0))
      .map(
        (part) => html`<div class="card">
      <h2>To ship from ${part.assignedLocation} <span class="badge ${part.status === "ON_HOLD" ? "hold" : "warn"}">${part.status.toLowerCase().replaceAll("_", " ")}</span></h2>
      <ul>${part.lines.filter(({ remainingQuantity }) => remainingQuantity > 0).map((line) => html`<li>${line.remainingQuantity} × ${titleOf(line.lineId)}</li>`)}</ul>
      ${part.holds.map((hold) => html`<p class="note">Held: ${hold.reasonNotes || hold.reason}${hold.heldByApp ? " (by Proofline)" : ""}</p>`)}
    </div>`,
      ),
    html`${isHeld ? html`<form class="card row" method="post" action="${base}/orders/${order.id}/release-holds"><span>On hold: it cannot be fulfilled.</span><button>Release the hold</button></form>` : ""}`,
    html`${isOpen ? html`<form class="card row" method="post" action="${base}/orders/${order.id}/fulfil"><label>Carrier<input name="company"></label><label>Tracking number<input name="number"></label><button>Fulfil outside of Proofline</button></form>` : ""}`,
    ...order.fulfillments.map(
      (parcel) => html`<div class="card"><h2>${parcel.name} <span class="badge done">Fulfilled</span></h2>
      <p>${[parcel.trackingCompany, ...parcel.trackingNumbers].filter(Boolean).join(" ") || "No tracking"}</p>
      <ul>${parcel.lines.map((line) => html`<li>${line.quantity} × ${titleOf(line.lineId)}</li>`)}</ul></div>`,
    ),
  ];
}

/** A property as Shopify's order page shows it: links are links. */
function linked(value: unknown): Html {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return html`${text.split(/(https?:\/\/[^\s,"]+)/).map((part, index) => (index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part))}`;
}
