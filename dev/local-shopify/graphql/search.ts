import { isLeftToShip } from "../orders/left-to-ship.ts";
import type { LocalOrder } from "../shapes.ts";
import { notImplemented } from "./call.ts";

type Test = (order: LocalOrder, operator: string, value: string) => boolean;

const tests: Record<string, Test> = {
  id: (order, _, value) => order.id === Number(value),
  name: (order, _, value) => order.name.replace("#", "") === value.replace("#", ""),
  created_at: (order, operator, value) => compare(order.createdAt, operator, value),
  processed_at: (order, operator, value) => compare(order.createdAt, operator, value),
  updated_at: (order, operator, value) => compare(order.updatedAt, operator, value),
  status: (order, _, value) =>
    value === "any" ||
    (value === "open" && order.cancelledAt === null) ||
    ((value === "cancelled" || value === "not_open") && order.cancelledAt !== null),
  fulfillment_status: (order, _, value) => values(value).some((one) => fulfillmentStatuses(order).includes(one)),
  tag: (order, _, value) => order.tags.some((tag) => tag.toLowerCase() === value.toLowerCase()),
  email: (order, _, value) => order.email?.toLowerCase() === value.toLowerCase(),
  customer_id: (order, _, value) => order.customerId === Number(value),
};

/** The predicate of a search query over orders: terms `key:value` joined by AND or blanks; throws on anything Local Shopify does not know. */
export function orderFilter(query: string): (order: LocalOrder) => boolean {
  const terms = [...query.matchAll(/(\S+?):(>=|<=|>|<)?\s*(?:"([^"]*)"|'([^']*)'|([^\s'"()]+))|(\S+)/g)];
  const predicates = terms.flatMap(([whole, key, operator = "", double, single, bare, word]) => {
    if (word !== undefined && word.toUpperCase() === "AND") return [];
    const test = key === undefined ? undefined : tests[key];
    if (!test) throw notImplemented(`the search term ${whole} of orders`);
    const value = double ?? single ?? bare ?? "";
    return [(order: LocalOrder) => test(order, operator, value)];
  });
  return (order) => predicates.every((predicate) => predicate(order));
}

function compare(at: string, operator: string, value: string): boolean {
  const [left, right] = [Math.floor(Date.parse(at) / 1000), Math.floor(Date.parse(value) / 1000)];
  if (Number.isNaN(right)) return false;
  return { ">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right }[operator] ?? left === right;
}

function values(list: string): string[] {
  return list.toLowerCase().split(",");
}

function fulfillmentStatuses(order: LocalOrder): string[] {
  if (!isLeftToShip(order)) return order.fulfillments.length > 0 ? ["fulfilled", "shipped"] : [];
  return order.fulfillments.length > 0 ? ["partial"] : ["unfulfilled", "unshipped"];
}
