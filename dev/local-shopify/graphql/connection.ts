import { GraphQLError } from "graphql";
import type { Node } from "./call.ts";

export type PageArgs = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
};
/** What a list is sorted by; cursors carry it, so that a page goes on at the right place after the list has changed. */
export type SortKey = [value: string | number, id: number];

/** One page of a list as a Relay connection; throws when neither `first` nor `last` is given or more than 250 are asked for. */
export function connection<Item>(
  typename: string,
  items: Item[],
  args: PageArgs,
  keyOf: (item: Item, index: number) => SortKey,
  toNode: (item: Item) => Node,
): Node {
  const size = pageSize(args);
  const keyed = items.map((item, index) => ({ item, key: keyOf(item, index) })).sort((a, b) => compare(a.key, b.key));
  if (args.reverse) keyed.reverse();
  const sign = args.reverse ? -1 : 1;
  const { after, before } = args;
  const within = keyed.filter(
    ({ key }) =>
      (!after || compare(key, keyFrom(after)) * sign > 0) && (!before || compare(key, keyFrom(before)) * sign < 0),
  );
  const page = args.first != null ? within.slice(0, size) : within.slice(-size);
  const edges = page.map(({ item, key }) => ({
    __typename: `${typename}Edge`,
    cursor: cursorOf(key),
    node: toNode(item),
  }));
  const [start, end] = [page[0], page.at(-1)];
  return {
    __typename: `${typename}Connection`,
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      __typename: "PageInfo",
      startCursor: start ? cursorOf(start.key) : null,
      endCursor: end ? cursorOf(end.key) : null,
      hasNextPage: end !== undefined && end !== keyed.at(-1),
      hasPreviousPage: start !== undefined && start !== keyed[0],
    },
  };
}

/** For lists that keep their own order. */
export function inOrder(item: { id: number }, index: number): SortKey {
  return [index, item.id];
}

function pageSize({ first, last }: PageArgs): number {
  const size = first ?? last;
  if (size == null)
    throw new GraphQLError("you must provide one of first or last", { extensions: { code: "BAD_REQUEST" } });
  if (size > 250 || size < 0)
    throw new GraphQLError("The maximum page size is 250", { extensions: { code: "BAD_REQUEST" } });
  return size;
}

function compare([left, leftId]: SortKey, [right, rightId]: SortKey): number {
  if (left === right) return leftId - rightId;
  return left < right ? -1 : 1;
}

function cursorOf([value, id]: SortKey): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString("base64");
}

function keyFrom(cursor: string): SortKey {
  try {
    const { last_id: id, last_value: value } = JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as {
      last_id: number;
      last_value: string | number;
    };
    if (typeof id === "number" && value !== undefined) return [value, id];
  } catch {
    // falls through to Shopify's refusal
  }
  throw new GraphQLError(`Invalid cursor for current pagination sort.`, { extensions: { code: "BAD_REQUEST" } });
}
