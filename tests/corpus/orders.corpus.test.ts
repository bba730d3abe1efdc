// What other people's shops sent: every order is read line by line as a person reads it, and every photo in it becomes its item.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { readOrderNode, type LineNode } from "../../app/adapters/shopify/order-node.ts";
import { readOrderPayload } from "../../app/adapters/shopify/order-payload.ts";
import { itemFileName } from "../../app/domain/files/file-names.ts";
import type { IncomingOrder } from "../../app/domain/intake/incoming-order.ts";
import { findPhotos, findTexts } from "../../app/domain/intake/photo-properties.ts";
import { groupIntoItems } from "../../app/domain/intake/photo-properties-grouping.ts";
import { ORDERS } from "./expected/orders.ts";
import { SHAPES, type ExpectedItem } from "./expected/property-shapes.ts";
import { hasSamples, sampleName, samplesFolder, samplesIn, sayCovered } from "./samples.ts";

const PAYLOADS = "01_shopify_payloads";
const folders = ["webhook_official", "webhook_observed", "rest_fixtures"];
const files = folders.flatMap((folder) => samplesIn(`${PAYLOADS}/${folder}`)).filter((file) => file.endsWith(".json"));
const payloads = files.flatMap((file) =>
  payloadsIn(parsed(readFileSync(file, "utf8"))).map((payload) => ({ file: sampleName(file), payload })),
);

/** Everything in a file that stands where an order stands, however deep its client library wrapped it. */
function payloadsIn(value: unknown, depth = 0): object[] {
  if (value === null || typeof value !== "object" || depth > 4) return [];
  if (Array.isArray(value)) return value.flatMap((one) => payloadsIn(one, depth + 1));
  if ("line_items" in value) return [value];
  return Object.values(value).flatMap((one) => payloadsIn(one, depth + 1));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const ORDER_FILES =
  /[/.](orders__create|orders|orders__1|customers__1__orders|order|order_created|order_with_transaction|order__res__(close|update))\.[\d.-]*json$/;

/** Fulfilments, drafts, carts and checkouts have lines too. */
function isOrder(file: string): boolean {
  return ORDER_FILES.test(file);
}

/** An order in the words of the expected ones. */
function told({ name, cancelledAt, isRefunded, lines }: IncomingOrder): { order: string; lines: string[] } {
  const what = [name, ...(cancelledAt ? ["cancelled"] : []), ...(isRefunded ? ["refunded"] : [])];
  return {
    order: what.join(" "),
    lines: lines.map((line) => {
      const about = [
        line.title,
        ...(line.variantTitle ? [line.variantTitle] : []),
        ...(line.isFulfilled ? ["shipped"] : []),
      ];
      const own = findTexts([line], {}).map((text) => `${text.name}: ${text.value}`);
      const said = [...new Set(own)].join("; ");
      return `${line.lineId}: ${line.quantity} × ${about.join(", ")}${said && ` [${said}]`}`;
    }),
  };
}

describe.skipIf(!hasSamples)(`${payloads.length} payloads with lines of other people's shops`, () => {
  it("are all read, whatever stands in their lines", () => {
    sayCovered("payloads with lines", new Set(payloads.map(({ file }) => file)).size);
    expect(payloads.length).toBeGreaterThan(50);
    const unread = payloads.filter(
      ({ payload }) => typeof (payload as { id?: unknown }).id === "number" && readOrderPayload(payload) === null,
    );
    expect(unread.map(({ file }) => file)).toEqual([]);
    for (const { file, payload } of payloads) {
      const order = readOrderPayload(payload)?.order;
      if (!order) continue;
      expect(order.shopifyOrderId, file).toMatch(/^\d+$/);
      expect(Date.parse(order.updatedAt), file).not.toBeNaN();
      expect(
        order.lines.every(({ lineId, quantity }) => /^\d+$/.test(lineId) && quantity >= 0),
        file,
      ).toBe(true);
      expect(JSON.stringify(order), file).not.toMatch(/\\u0000/);
    }
  });

  const expected = ORDERS.flatMap(({ samples, ...order }) => samples.map((sample) => [sample, order] as const));

  it("of which every order is judged below", () => {
    const orders = payloads.map(({ file }) => file.slice(PAYLOADS.length + 1)).filter(isOrder);
    expect([...new Set(orders)].toSorted()).toEqual(expected.map(([sample]) => sample).toSorted());
    sayCovered("orders read line by line", expected.length);
  });

  it.each(expected)("%s is read as a person reads it, and has no photo", (sample, order) => {
    const found = payloads.filter(({ file }) => file === `${PAYLOADS}/${sample}`);
    const read = found.map(({ payload }) => readOrderPayload(payload)!.order);
    expect(read.map(told)).toEqual([order]);
    expect(read.flatMap(({ lines }) => findPhotos(lines, {}))).toEqual([]);
  });
});

describe.skipIf(!hasSamples)("what upload and customiser apps write into a line", () => {
  const shapes = samplesIn(`${PAYLOADS}/property_shapes`).map((file) => basename(file));

  it("is judged for every shape", () => {
    expect(shapes).toEqual(Object.keys(SHAPES).toSorted());
    sayCovered("property shapes", shapes.length);
  });

  it.each(shapes)("%s gives exactly the items of its photos, each with its links and copies", (shape) => {
    const order = orderOf(shape);
    const items = groupIntoItems(findPhotos(order.lines, {}), "property");
    const lineOf = (lineId: string) => order.lines.find((line) => line.lineId === lineId)!;
    const found = items.map(({ lineId, propertyName, links }): ExpectedItem => {
      const { title, quantity } = lineOf(lineId);
      return { line: title || lineId, property: propertyName, copies: quantity, links };
    });
    expect(found).toEqual(SHAPES[shape]);
    const names = items.map(({ lineId, propertyName }, at) => {
      const { title, options, isDefaultVariant } = lineOf(lineId);
      const about = { orderName: order.name, productTitle: title, itemNumber: at + 1, options, isDefaultVariant };
      return itemFileName({ ...about, propertyName }).name;
    });
    expect(names.filter((name) => Buffer.byteLength(name) > 180)).toEqual([]);
    expect(new Set(names).size).toBe(items.length);
  });
});

/** The shape's lines in an order, as the webhook or GraphQL would bring them; two copies where it does not say how many. */
function orderOf(shape: string): IncomingOrder {
  const text = readFileSync(`${samplesFolder}/${PAYLOADS}/property_shapes/${shape}`, "utf8");
  const sample = JSON.parse(text) as Sample;
  if (sample.order) return readOrderNode(...graphqlOrder(sample.order));
  const lines: object[] = sample.line_items ?? (sample.line_item ? [sample.line_item] : []);
  for (const properties of [...(sample.attachments ?? []), sample.as_properties, sample.properties])
    if (properties) lines.push({ properties });
  return readOrderPayload({
    id: 1,
    name: "#1001",
    line_items: lines.map((line, at) => ({ id: at + 1, quantity: 2, ...line })),
  })!.order;
}

type Sample = {
  line_items?: object[];
  line_item?: object;
  properties?: object[];
  as_properties?: object[];
  attachments?: string[];
  order?: { name: string; lineItems: { nodes: (Partial<LineNode> & { quantity: number })[] } };
};

/** What the sample leaves out of a GraphQL answer is added. */
function graphqlOrder({ name, lineItems }: NonNullable<Sample["order"]>): Parameters<typeof readOrderNode> {
  const at = "2026-11-01T10:00:00Z";
  const lines = lineItems.nodes.map(
    (line, index): LineNode =>
      ({
        variant: null,
        product: null,
        requiresShipping: true,
        isGiftCard: false,
        sku: null,
        unfulfilledQuantity: line.quantity,
        currentQuantity: line.quantity,
        ...line,
        id: `gid://shopify/LineItem/${index + 1}`,
      }) as LineNode,
  );
  const facts = {
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    displayFinancialStatus: null,
    tags: [],
    customAttributes: [],
  };
  const node = {
    id: "gid://shopify/Order/1",
    name,
    note: null,
    customerLocale: null,
    shippingAddress: null,
    customer: null,
    shippingLines: { nodes: [] },
    ...facts,
  };
  return [{ ...node, lineItems: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: lines } }, lines];
}
