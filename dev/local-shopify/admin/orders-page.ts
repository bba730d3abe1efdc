import type { LocalOrder, LocalShop } from "../shapes.ts";
import { html } from "./html.ts";
import { adminPage } from "./layout.ts";
import { paymentBadge, shippingBadge } from "./order-badges.ts";
import type { Place } from "./place.ts";

const pageSize = 50;

/** The list of the shop's orders, newest first. */
export function ordersPage(place: Place, query: string, page: number): string {
  const { shop, base } = place;
  const wanted = query.trim().toLowerCase();
  const found = shop.orders.filter((order) => !wanted || searchText(shop, order).includes(wanted)).reverse();
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  const search = query ? `&q=${encodeURIComponent(query)}` : "";
  return adminPage(place, {
    title: "Orders",
    current: "orders",
    body: html`<main class="page">
      <div class="heading"><h1>Orders</h1><span class="spring"></span>
        <form class="search" role="search"><label class="unseen" for="q">Search orders</label><input id="q" name="q" type="search" placeholder="Number, customer, tag" value="${query}"><button>Search</button></form>
      </div>
      <div class="card table">
        ${
          shown.length === 0
            ? html`<p class="note empty">${query ? "No order matches." : "No orders yet. The online store takes them."}</p>`
            : html`<table>
          <thead><tr><th>Order</th><th>Placed</th><th>Customer</th><th>Payment</th><th>Fulfilment</th><th>Items</th><th>Tags</th></tr></thead>
          <tbody>${shown.map(
            (order) => html`<tr>
            <td><a href="${base}/orders/${order.id}"><b>${order.name}</b></a></td>
            <td data-label="Placed">${when(order.createdAt)}</td>
            <td data-label="Customer">${customerName(shop, order) ?? "–"}</td>
            <td data-label="Payment">${paymentBadge(order)}</td>
            <td data-label="Fulfilment">${shippingBadge(order)}</td>
            <td data-label="Items">${order.lines.reduce((sum, line) => sum + line.currentQuantity, 0)}</td>
            <td data-label="Tags">${order.tags.map((tag) => html`<span class="tag">${tag}</span>`)}</td>
          </tr>`,
          )}</tbody>
        </table>`
        }
      </div>
      <p class="pager">
        ${page > 1 ? html`<a class="button" href="?page=${page - 1}${search}">Newer</a>` : ""}
        ${page * pageSize < found.length ? html`<a class="button" href="?page=${page + 1}${search}">Older</a>` : ""}
      </p>
    </main>`,
  });
}

/** The customer's name, or their e-mail where there is no name. */
export function customerName(shop: LocalShop, order: LocalOrder): string | null {
  const customer = shop.customers.find(({ id }) => id === order.customerId);
  const name = `${customer?.firstName ?? ""} ${customer?.lastName ?? ""}`.trim();
  return name || order.email;
}

/** A date and time as this machine writes it. */
export function when(at: string): string {
  return new Date(at).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
}

function searchText(shop: LocalShop, order: LocalOrder): string {
  return [order.name, customerName(shop, order), order.email, ...order.tags, ...order.lines.map(({ title }) => title)]
    .join(" ")
    .toLowerCase();
}
