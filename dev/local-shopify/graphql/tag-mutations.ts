import { orderChanged } from "../orders/order-changed.ts";
import { requireScope } from "./access.ts";
import { notImplemented, parseGid, userErrors, type Call, type Node } from "./call.ts";
import { orderNode, visibleOrders } from "./order-nodes.ts";

const maxTagLength = 40;
const maxTags = 250;

/** Adds tags to an order and sends orders/updated when anything changed; tags that differ only by case are one. */
export function addTags(call: Call, id: string, tags: string[]): Node {
  return changeTags(call, "tagsAdd", id, (known) => {
    const added = tags
      .flatMap((tag) => tag.split(","))
      .map((tag) => tag.trim())
      .filter(Boolean);
    return [...known, ...added.filter((tag, index) => !holds([...known, ...added.slice(0, index)], tag))].sort();
  });
}

export function removeTags(call: Call, id: string, tags: string[]): Node {
  return changeTags(call, "tagsRemove", id, (known) => known.filter((tag) => !holds(tags, tag)));
}

function changeTags(
  call: Call,
  field: "tagsAdd" | "tagsRemove",
  id: string,
  change: (known: string[]) => string[],
): Node {
  const typename = field === "tagsAdd" ? "TagsAddPayload" : "TagsRemovePayload";
  const { type, id: number } = parseGid(id);
  if (type !== "Order") throw notImplemented(`tags of a ${type}`);
  requireScope(call, field, "write_orders");
  const refuse = (at: string, message: string): Node => ({
    __typename: typename,
    node: null,
    userErrors: userErrors("UserError", { field: [at], message }),
  });
  const order = visibleOrders(call).find((known) => known.id === number);
  if (!order) return refuse("id", "Order does not exist");
  const tags = change(order.tags);
  if (tags.some((tag) => tag.length > maxTagLength))
    return refuse("tags", `Each tag must be ${maxTagLength} characters or less`);
  if (tags.length > maxTags) return refuse("tags", `An order cannot have more than ${maxTags} tags`);
  const isChanged = tags.join(",") !== order.tags.join(",");
  order.tags = tags;
  if (isChanged) orderChanged(call.ctx, call.shop, order);
  return { __typename: typename, node: orderNode(call, order), userErrors: [] };
}

function holds(tags: string[], wanted: string): boolean {
  return tags.some((tag) => tag.trim().toLowerCase() === wanted.trim().toLowerCase());
}
