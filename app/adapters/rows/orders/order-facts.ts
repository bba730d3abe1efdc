import type { Prisma } from "@prisma/client";
import { z } from "zod";
import type { IncomingOrder } from "../../../domain/intake/incoming-order.ts";
import { factsOf, type KeptLine, type OrderFacts } from "../../../domain/intake/order-facts.ts";
import { WANTED_KINDS, wantedBy } from "../../../domain/intake/wanted-dates.ts";

const text = z.string();
const line = z.object({
  lineId: text,
  productId: text.nullable(),
  title: text,
  variantTitle: text.nullable(),
  options: z.array(text),
  sku: text.nullable(),
  quantity: z.number(),
  isFulfilled: z.boolean(),
  isPhysical: z.boolean(),
}) satisfies z.ZodType<KeptLine>;
const shippingLines = z.array(z.object({ title: text, code: text.nullable() }));
const noteAttributes = z.array(z.object({ name: text, value: text }));
const dates = z.array(z.object({ kind: z.enum(WANTED_KINDS), name: text, text, date: text.nullable() }));

type Columns = Pick<
  Prisma.OrderUncheckedCreateInput,
  "tags" | "shippingLines" | "noteAttributes" | "wantedDates" | "wantedBy" | "lines"
>;

/** The columns of an order that hold what Shopify knows of it beside its items. */
export function factColumns(order: IncomingOrder): Columns {
  const { tags, ...facts } = factsOf(order);
  const day = wantedBy(facts.wantedDates);
  return { tags, ...facts, wantedBy: day === null ? null : `${day}T00:00:00.000Z` };
}

type Kept = { tags: string[]; shippingLines: unknown; noteAttributes: unknown; wantedDates: unknown; lines: unknown };

/** The same as an order's row has it; a column in another shape than this version knows counts as empty. */
export function readFacts(kept: Kept): OrderFacts {
  return {
    tags: kept.tags,
    shippingLines: shippingLines.catch([]).parse(kept.shippingLines),
    noteAttributes: noteAttributes.catch([]).parse(kept.noteAttributes),
    wantedDates: dates.catch([]).parse(kept.wantedDates),
    lines: readLines(kept.lines) ?? [],
  };
}

/** An order's lines as they were when it was last read; null for an order that was not read since they are kept. */
export function readLines(kept: unknown): KeptLine[] | null {
  return z.array(line).nullable().catch(null).parse(kept);
}
