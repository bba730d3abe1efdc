import type { LocalShop } from "../shapes.ts";
import type { Node } from "./call.ts";

export function moneyBag(shop: LocalShop, amount: number): Node {
  const money = { __typename: "MoneyV2", amount: amount.toFixed(2), currencyCode: shop.currencyCode };
  return { __typename: "MoneyBag", shopMoney: money, presentmentMoney: money };
}
