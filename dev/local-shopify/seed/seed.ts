import { locketStaff, pawtraitsStaff, seedCustomers } from "./seed-people.ts";
import { locketProducts, pawtraitsProducts } from "./seed-products.ts";
import type { LocalShop } from "../shapes.ts";

/** The two shops a fresh Local Shopify knows, with staff, customers and products and without orders; neither has the app installed yet. */
export function seedShops(nextId: () => number): LocalShop[] {
  const bare = () => ({ orders: [], installed: false, grantedScopes: [], metafields: [] });
  return [
    {
      ...bare(),
      id: nextId(),
      domain: "pawtraits.myshopify.com",
      handle: "pawtraits",
      name: "Pawtraits",
      email: "hello@pawtraits.example",
      currencyCode: "USD",
      ianaTimezone: "America/New_York",
      staff: pawtraitsStaff(nextId),
      customers: seedCustomers(nextId),
      products: pawtraitsProducts(nextId),
      storefront: { locales: ["fr", "en-gb"] },
      theme: { accent: "#7a4b2a", tagline: "Your best friend, drawn by hand", blockSettings: {} },
    },
    {
      ...bare(),
      id: nextId(),
      domain: "lockets.myshopify.com",
      handle: "lockets",
      name: "Little Lockets",
      email: "hello@lockets.example",
      currencyCode: "EUR",
      ianaTimezone: "Europe/Berlin",
      staff: locketStaff(nextId),
      customers: seedCustomers(nextId).slice(0, 3),
      products: locketProducts(nextId),
      storefront: { customerAccounts: "legacy", primaryDomain: "www.littlelockets.example", locales: ["de"] },
      theme: { accent: "#36506b", tagline: "Engraved for keeps", blockSettings: {} },
    },
  ];
}
