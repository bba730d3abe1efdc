import { Router } from "express";
import { placeOrder, type NewOrder } from "../orders/orders.ts";
import type { LocalAddress } from "../shapes.ts";
import { cartLineDrop, cartTotal } from "./cart.ts";
import { readForm } from "./read-form.ts";
import { settled } from "./settled.ts";
import { renderPage } from "./theme.ts";
import { visitorOf, type Store, type Visitor } from "./visitor.ts";

type Fields = Record<string, string>;
const countries: Record<string, string> = {
  US: "United States",
  CA: "Canada",
  GB: "United Kingdom",
  DE: "Germany",
  FR: "France",
  JP: "Japan",
  AU: "Australia",
};
const required: Record<string, string> = {
  lastName: "last name",
  address1: "address",
  city: "city",
  zip: "postal code",
};

/** Checkout with contact and address, and the thank-you page; placing the order sends the webhooks. */
export function checkoutRoutes(store: Store): Router {
  const router = Router();
  router.get(
    "/checkout",
    settled(async (request, response) => {
      const visitor = visitorOf(store, request);
      if (visitor.entries.length === 0) return void response.redirect("/cart");
      response.send(
        await renderPage(store, visitor, request, "checkout", {
          ...checkoutScope(visitor),
          filled: prefilled(visitor),
        }),
      );
    }),
  );
  router.post(
    "/checkout",
    settled(async (request, response) => {
      const visitor = visitorOf(store, request);
      const filled: Fields = Object.fromEntries(
        [...(await readForm(store.ctx, request)).fields].map(([name, value]) => [name, value.trim()]),
      );
      if (visitor.entries.length === 0) return void response.redirect(303, "/cart");
      const complaint = complaintAbout(visitor, filled);
      if (complaint)
        return void response
          .status(422)
          .send(
            await renderPage(store, visitor, request, "checkout", { ...checkoutScope(visitor), filled, complaint }),
          );
      const order = placeOrder(store.ctx, visitor.shop, newOrder(visitor, filled));
      store.carts.empty(visitor.cartToken);
      response.redirect(303, `/checkouts/${order.token}/thank-you`);
    }),
  );
  router.get(
    "/checkouts/:token/thank-you",
    settled(async (request, response, next) => {
      const visitor = visitorOf(store, request);
      const order = visitor.shop.orders.find(({ token }) => token === request.params.token);
      if (!order) return void next();
      response.send(await renderPage(store, visitor, request, "thank-you", { page_title: "Thank you", order }));
    }),
  );
  return router;
}

function checkoutScope({ entries }: Visitor) {
  return {
    page_title: "Checkout",
    lines: entries.map(cartLineDrop),
    total: cartTotal(entries),
    countries: Object.entries(countries).map(([code, name]) => ({ code, name })),
  };
}

function prefilled({ customer }: Visitor): Fields {
  const address = customer?.addresses[0];
  const name = { firstName: customer?.firstName ?? "", lastName: customer?.lastName ?? "" };
  const place = address && {
    address1: address.address1,
    address2: address.address2 ?? "",
    city: address.city,
    province: address.province ?? "",
    zip: address.zip,
    country: address.countryCode,
  };
  return { country: "US", ...name, ...place, email: customer?.email ?? "", phone: customer?.phone ?? "" };
}

function complaintAbout({ customer }: Visitor, filled: Fields): string | undefined {
  const missing = Object.entries(required)
    .filter(([name]) => !filled[name])
    .map(([, label]) => label);
  if (missing.length > 0) return `Please fill in: ${missing.join(", ")}.`;
  if (!filled.email && !filled.phone && !customer) return "Please give an e-mail address or a phone number.";
  if (filled.email && !/^[^\s@]+@[^\s@]+$/.test(filled.email)) return "Please check the e-mail address.";
  return undefined;
}

function newOrder({ customer, entries }: Visitor, filled: Fields): NewOrder {
  const of = (name: string) => filled[name] || null;
  const countryCode = filled.country && countries[filled.country] ? filled.country : "US";
  const shippingAddress: LocalAddress = {
    firstName: filled.firstName ?? "",
    lastName: filled.lastName ?? "",
    company: null,
    address1: filled.address1 ?? "",
    address2: of("address2"),
    city: filled.city ?? "",
    province: of("province"),
    provinceCode: null,
    country: countries[countryCode] ?? "",
    countryCode,
    zip: filled.zip ?? "",
    phone: of("phone"),
  };
  return {
    ...(customer ? { customerId: customer.id } : {}),
    email: of("email"),
    firstName: shippingAddress.firstName,
    lastName: shippingAddress.lastName,
    shippingAddress,
    note: of("note"),
    lines: entries.map(({ line }) => ({
      productId: line.productId,
      variantId: line.variantId,
      quantity: line.quantity,
      properties: line.properties,
    })),
  };
}
