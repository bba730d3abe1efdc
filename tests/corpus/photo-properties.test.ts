import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findPhotos, findTexts } from "../../app/domain/intake/photo-properties.ts";
import type { IncomingLine } from "../../app/domain/intake/found-photos.ts";
import { hasSamples, samplesFolder, samplesIn, sayCovered } from "./samples.ts";

describe.skipIf(!hasSamples)("photos in real order lines", () => {
  test("an export's attachment column gives its links too, whatever it is wrapped in", () => {
    const shape = read(`${samplesFolder}/01_shopify_payloads/property_shapes/uploadery_cj_export_strings.json`) as {
      attachments: string[];
    };
    for (const properties of shape.attachments) {
      const found = findPhotos([line({ properties })], {});
      expect(found).toHaveLength(1);
      expect(found[0]?.links[0]).toMatch(/\.(png|jpe?g)(\?dl=1)?$/u);
    }
  });

  test("no payload breaks intake, whatever its properties are", () => {
    const files = samplesIn("01_shopify_payloads").filter((file) => file.endsWith(".json"));
    let lines = 0;
    for (const file of files) {
      const found = linesIn(read(file));
      lines += found.length;
      for (const property of findPhotos(found, {}))
        for (const link of property.links) expect(URL.canParse(link)).toBe(true);
      expect(Array.isArray(findTexts(found, {}))).toBe(true);
    }
    expect(lines).toBeGreaterThan(200);
    sayCovered("order payloads", files.length);
  });

  test("hostile texts as property values are answered", () => {
    const files = samplesIn("04_text_torture");
    for (const file of files) {
      const text = readFileSync(file, "utf8");
      for (const value of [text, ...text.split("\n")])
        findPhotos([line({ properties: [{ name: value.slice(0, 100), value }] })], {});
    }
    sayCovered("text torture as property values", files.length);
  });
});

const line = (more: Partial<IncomingLine>): IncomingLine => ({
  lineId: "1",
  title: "",
  variantTitle: null,
  quantity: 1,
  properties: null,
  ...more,
});

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

// Whatever in a payload carries properties or attributes is taken for a line.
function linesIn(value: unknown, found: IncomingLine[] = []): IncomingLine[] {
  if (value === null || typeof value !== "object") return found;
  const { title, properties, as_properties, customAttributes, lineItemGroup } = value as Record<string, unknown>;
  if ("properties" in value || "as_properties" in value || "customAttributes" in value) {
    const group = (lineItemGroup ?? {}) as { id?: string; customAttributes?: unknown };
    const own = properties ?? as_properties ?? customAttributes;
    const more = {
      lineId: String(found.length),
      title: String(title ?? ""),
      groupProperties: group.customAttributes,
      groupId: group.id ?? null,
    };
    found.push(line({ ...more, properties: own }));
  }
  for (const [name, part] of Object.entries(value))
    if (name !== "lineItemGroup" && name !== "pos_order_properties") linesIn(part, found);
  return found;
}
