import type { HoldShown } from "../fulfilment/hold-shown.ts";
import { STEP_NAMES } from "../words/steps.ts";
import type { OrderItem, OrderPage } from "./order-page.ts";

/** An item in the block on Shopify's own page of its order; `picture` is the newest that this member may see. */
export type BlockItem = {
  number: number;
  product: string;
  step: string;
  standing: string;
  isOverdue: boolean;
  picture: string | null;
};

/** What the block shows a member of an order; `path` is its page in the app. */
export type OrderBlock = { orderName: string; path: string; hold: HoldShown | null; items: BlockItem[] };

/** What a member reads on Shopify's page of an order: as much as they may see of it in the app. Addresses of pictures begin with `origin`. */
export function orderBlock({ orderId, orderName, hold, items, isInShadow }: OrderPage, origin: string): OrderBlock {
  return {
    orderName,
    path: `app/orders/${orderId}`,
    hold,
    items: items.map((item) => ({ ...blockItem(item, origin), ...(isInShadow ? IN_SHADOW : {}) })),
  };
}

const IN_SHADOW = { step: "Not started with" };

function blockItem({ card, standing, isOverdue }: OrderItem, origin: string): BlockItem {
  const pictures = [...newestFirst(card.artfiles), ...newestFirst(card.photos)];
  const picture = pictures.find(({ thumb }) => thumb !== null)?.thumb ?? null;
  return {
    number: card.itemNumber,
    product: [card.productTitle, card.variantTitle].filter(Boolean).join(", "),
    step: STEP_NAMES[card.step],
    standing,
    isOverdue,
    picture: picture && `${origin}${picture}`,
  };
}

function newestFirst<F extends { version: number }>(files: readonly F[]): F[] {
  return files.toSorted((one, other) => other.version - one.version);
}
