import "@shopify/ui-extensions";

declare module "./src/order-status.tsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
  const globalThis: { shopify: typeof shopify };
}
declare module "./src/order-index.tsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-index.block.render").Api;
  const globalThis: { shopify: typeof shopify };
}
declare module "./src/ask-app.ts" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-index.block.render").Api;
  const globalThis: { shopify: typeof shopify };
}
