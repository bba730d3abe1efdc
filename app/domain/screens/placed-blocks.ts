/** The blocks that a merchant places in Shopify's editors; the last one staff place for themselves. */
export const BLOCKS = ["theme", "account_order", "account_orders", "order_page"] as const;
export type Block = (typeof BLOCKS)[number];

/** Whether a block is shown; "unknown" while Shopify has not said, or says it in a form that is not known. */
export type BlockState = "on" | "off" | "unknown";

type Sheet = {
  name: string;
  /** What it is good for, in a sentence. */
  purpose: string;
  extension: string;
  /** The file of a theme block, or the target of another. */
  place: string;
  /** Where in the Shopify admin it is placed, for an app with this client id. */
  link: (apiKey: string) => string;
};

const accounts = (page: string) => (apiKey: string) =>
  `shopify://admin/settings/checkout/editor?${new URLSearchParams({ page, context: "apps", app: apiKey })}`;

/** Links as Shopify documents them ("Deep linking" of theme app extensions, and of the checkout and accounts editor). */
export const BLOCK_SHEETS: Record<Block, Sheet> = {
  theme: {
    name: "Artwork status in the theme",
    purpose:
      "Leads customers from your online store to what waits for them. Shops with legacy customer accounts need it.",
    extension: "customer-page",
    place: "artwork-status",
    link: (apiKey) =>
      `shopify://admin/themes/current/editor?template=page&addAppBlockId=${encodeURIComponent(apiKey)}/artwork-status&target=newAppsSection`,
  },
  account_order: {
    name: "Artwork status under an order",
    purpose: "Tells customers in their account what waits under each order. It needs new customer accounts.",
    extension: "account-artwork",
    place: "customer-account.order-status.block.render",
    link: accounts("order-status"),
  },
  account_orders: {
    name: "Artwork status above the orders",
    purpose: "Lists the orders that wait for the customer. It needs new customer accounts.",
    extension: "account-artwork",
    place: "customer-account.order-index.block.render",
    link: accounts("order-list"),
  },
  order_page: {
    name: "Artwork on Shopify's order page",
    purpose: "Shows you where each artwork stands. Open an order in Shopify, choose Add block at its end, and pin it.",
    extension: "order-artwork",
    place: "admin.order-details.block.render",
    link: () => "shopify://admin/orders",
  },
};

/**
 * Which blocks are on, from the answer of App Bridge's `shopify.app.extensions()`: UI extensions name the targets at which they are
 * activated, theme extensions their blocks with a status. What is not in a whole answer is off; no answer, or none of that form, is unknown.
 */
export function placedBlocks(extensions: unknown): Record<Block, BlockState> {
  const state = (block: Block) => stateOf(extensions, BLOCK_SHEETS[block]);
  return Object.fromEntries(BLOCKS.map((block) => [block, state(block)])) as Record<Block, BlockState>;
}

function stateOf(extensions: unknown, { extension, place }: Sheet): BlockState {
  if (!Array.isArray(extensions)) return "unknown";
  const found = extensions.map(fieldsOf).find(({ handle }) => handle === extension);
  // Not deployed, or not of this version of the app.
  if (found === undefined) return "off";
  const { type, activations } = found;
  if (!Array.isArray(activations)) return "unknown";
  const records = activations.map(fieldsOf);
  if (type === "ui_extension") return records.some(({ target }) => target === place) ? "on" : "off";
  if (type !== "theme_app_extension") return "unknown";
  const block = records.find(({ handle }) => handle === place);
  if (block === undefined) return "off";
  if (block.status === "active") return "on";
  return block.status === "available" || block.status === "unavailable" ? "off" : "unknown";
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
