import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readOrderPayload } from "../../app/adapters/shopify/order-payload.ts";
import { itemFileName } from "../../app/domain/files/file-names.ts";
import { findPhotos, findTexts } from "../../app/domain/intake/photo-properties.ts";
import { groupIntoItems } from "../../app/domain/intake/photo-properties-grouping.ts";
import { hasSamples, sampleName, samplesIn, sayCovered } from "./samples.ts";

const folders = ["webhook_official", "webhook_observed", "rest_fixtures"];
const files = folders
  .flatMap((folder) => samplesIn(`01_shopify_payloads/${folder}`))
  .filter((file) => file.endsWith(".json"));
const orders = files.flatMap((file) =>
  ordersIn(parsed(readFileSync(file, "utf8"))).map((payload) => ({ file: sampleName(file), payload })),
);

/** Everything in a file that stands where an order stands, however deep its client library wrapped it. */
function ordersIn(value: unknown, depth = 0): object[] {
  if (value === null || typeof value !== "object" || depth > 4) return [];
  if (Array.isArray(value)) return value.flatMap((one) => ordersIn(one, depth + 1));
  if ("line_items" in value) return [value];
  return Object.values(value).flatMap((one) => ordersIn(one, depth + 1));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

describe.skipIf(!hasSamples)(`${orders.length} order payloads of other people's shops`, () => {
  it("are all read, whatever stands in their lines", () => {
    sayCovered("order payloads", new Set(orders.map(({ file }) => file)).size);
    expect(orders.length).toBeGreaterThan(50);
    const unread = orders.filter(
      ({ payload }) => typeof (payload as { id?: unknown }).id === "number" && readOrderPayload(payload) === null,
    );
    expect(unread.map(({ file }) => file)).toEqual([]);
    for (const { file, payload } of orders) {
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

  it("give items whose file names fit", () => {
    for (const { file, payload } of orders) {
      const order = readOrderPayload(payload)?.order;
      if (!order) continue;
      findTexts(order.lines, {});
      for (const [at, item] of groupIntoItems(findPhotos(order.lines, {}), "property").entries()) {
        const { title, options, isDefaultVariant } = order.lines.find(({ lineId }) => lineId === item.lineId)!;
        const { name } = itemFileName({
          orderName: order.name,
          productTitle: title,
          itemNumber: at + 1,
          options,
          isDefaultVariant,
          propertyName: item.propertyName,
        });
        expect(Buffer.byteLength(name), file).toBeLessThanOrEqual(180);
      }
    }
  });
});
