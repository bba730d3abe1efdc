import { readOrderPayload } from "../../app/adapters/shopify/order-payload.ts";
import { factsOf } from "../../app/domain/intake/order-facts.ts";
import { notePhotos } from "../../app/domain/intake/note-photos.ts";
import { groupIntoItems } from "../../app/domain/intake/photo-properties-grouping.ts";
import { findPhotos, findTexts } from "../../app/domain/intake/photo-properties.ts";
import { BODIES } from "./strangers-bodies.ts";

// Reads orders of so many bytes as intake does, one after the other, and says of each what came of it. With how little memory, the test says.
const size = Number(process.argv[2]);
const GROUPINGS = ["property", "line", "photo"] as const;

/** What is kept of an order: how many items and links, how many texts, and how long all of it is. */
function read(body: string): Record<string, number> {
  const taken = readOrderPayload(JSON.parse(body));
  if (!taken) throw new Error("It is no order");
  const { order } = taken;
  const photos = findPhotos(order.lines, {});
  const items = GROUPINGS.map((grouping) => [
    ...groupIntoItems(photos, grouping),
    ...notePhotos(order, photos, { grouping }),
  ]);
  const texts = findTexts(order.lines, {});
  const kept = JSON.stringify([photos, texts, factsOf(order)]);
  if (/\\u0000|\\ud[89a-f]/.test(kept)) throw new Error("PostgreSQL would not take it");
  const links = photos.reduce((sum, one) => sum + one.links.length, 0);
  return { items: items[0]!.length, links, texts: texts.length, kept: kept.length };
}

for (const [what, bodyOf] of Object.entries(BODIES)) {
  const body = bodyOf(size);
  process.stdout.write(`${JSON.stringify({ what, bytes: body.length, ...read(body) })}\n`);
}
