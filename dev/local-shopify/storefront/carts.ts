import { randomBytes } from "node:crypto";
import type { LocalProduct, LocalShop, LocalVariant } from "../shapes.ts";

export type CartLine = {
  key: string;
  productId: number;
  variantId: number;
  quantity: number;
  properties: { name: string; value: string }[];
};
export type CartEntry = { line: CartLine; product: LocalProduct; variant: LocalVariant; total: string };

const mostCarts = 500;

/** Carts of one shop, in memory, by the token in the visitor's cookie; the oldest is forgotten when there are too many. */
export class Carts {
  #carts = new Map<string, CartLine[]>();

  linesOf(token: string | undefined): CartLine[] {
    return (token !== undefined && this.#carts.get(token)) || [];
  }

  /** Adds a line; answers the token of the cart it went to. */
  add(token: string | undefined, line: Omit<CartLine, "key">): string {
    const kept = token !== undefined && this.#carts.has(token) ? token : randomBytes(16).toString("hex");
    this.#carts.set(kept, [...this.linesOf(kept), { ...line, key: randomBytes(6).toString("hex") }]);
    const oldest = this.#carts.keys().next().value;
    if (this.#carts.size > mostCarts && oldest !== undefined) this.#carts.delete(oldest);
    return kept;
  }

  /** Sets the quantity of a line; 0 takes it out. */
  change(token: string | undefined, key: string, quantity: number): void {
    if (token === undefined) return;
    const lines = this.linesOf(token).map((line) => (line.key === key ? { ...line, quantity } : line));
    this.#carts.set(
      token,
      lines.filter((line) => line.quantity > 0),
    );
  }

  empty(token: string | undefined): void {
    if (token !== undefined) this.#carts.delete(token);
  }
}

/** The lines of a cart with what the shop sells today; lines it no longer sells are left out. */
export function cartEntries(shop: LocalShop, lines: CartLine[]): CartEntry[] {
  return lines.flatMap((line) => {
    const product = shop.products.find(({ id }) => id === line.productId);
    const variant = product?.variants.find(({ id }) => id === line.variantId);
    return product && variant
      ? [{ line, product, variant, total: (Number(variant.price) * line.quantity).toFixed(2) }]
      : [];
  });
}
