import { disambiguate, itemFileName } from "../../../domain/files/file-names.ts";
import { lineName } from "../../../domain/intake/order-facts.ts";
import { tables, type Tx } from "../../db.ts";
import type { RunningAct } from "../acts/running-act.ts";
import { readLines } from "./order-facts.ts";

type FileName = { name: string; key: string };

/** An order line as far as an item on it says what it is. */
export type LineOfItem = {
  lineId: string;
  title: string;
  variantTitle: string | null;
  options: readonly string[];
  sku: string | null;
  quantity: number;
};

/** An item that wants a name for its files, and the line that it stands on. */
export type Unnamed = {
  orderName: string;
  number: number;
  propertyName: string;
  line: Pick<LineOfItem, "title" | "options" | "variantTitle">;
};

/** So many names are looked at together, where those before them are taken. */
const NAMES_AT_ONCE = 20;

/**
 * The names of items' files in their order, each unique in the shop. Another order may want the same name at this moment: the second one waits here until the
 * first has it.
 */
export async function nameItems(tx: Tx, shopId: string, items: readonly Unnamed[]): Promise<FileName[]> {
  const wanted = items.map(({ orderName, number, propertyName, line }) =>
    itemFileName({
      orderName,
      productTitle: line.title,
      itemNumber: number,
      options: [...line.options],
      isDefaultVariant: line.variantTitle === null,
      propertyName: propertyName || null,
    }),
  );
  const locks = [...new Set(wanted.map(({ key }) => `file-name/${shopId}/${key}`))].sort();
  await tables(tx).$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(name, 0))::text FROM unnest(${locks}::text[]) AS wanted(name)`;
  const given: FileName[] = [];
  const own = new Set<string>();
  let open = wanted.map((name, at) => ({ name, at }));
  for (let from = 1; open.length > 0; from += NAMES_AT_ONCE) {
    const candidates = open.map(({ name }) => candidatesOf(name, from));
    const taken = await takenNames(tx, shopId, candidates.flat());
    open = open.filter(({ at }, index) => {
      const free = candidates[index]!.find(({ key }) => !taken.has(key) && !own.has(key));
      if (!free) return true;
      given[at] = free;
      own.add(free.key);
      return false;
    });
  }
  return given;
}

function candidatesOf(wanted: FileName, from: number): FileName[] {
  const numbers = Array.from({ length: NAMES_AT_ONCE }, (_none, at) => from + at);
  return numbers.map((number) => (number === 1 ? wanted : disambiguate(wanted.name, number)));
}

async function takenNames(tx: Tx, shopId: string, candidates: readonly FileName[]): Promise<Set<string>> {
  const rows = await tables(tx).$queryRaw<{ key: string }[]>`
    SELECT "fileNameKey" AS key FROM "Item"
    WHERE "shopId" = ${shopId}::uuid AND "fileNameKey" = ANY(${candidates.map(({ key }) => key)}::text[])`;
  return new Set(rows.map(({ key }) => key));
}

/**
 * Puts an item on another line of its order, with what that line is; `placeAmong` stays only while nobody has said which it is.
 * Its files are named anew where the product or the variant is another: a file for the old one must not be taken for the new one.
 */
export async function putOnLine(
  tx: Tx,
  { shopId, itemId }: { shopId: string; itemId: string },
  line: LineOfItem,
  placeAmong: readonly string[] = [],
): Promise<void> {
  const { order, ...item } = await tables(tx).item.findUniqueOrThrow({
    where: { shopId_id: { shopId, id: itemId } },
    include: { order: { select: { name: true } } },
  });
  const isSame =
    item.productTitle === line.title &&
    item.variantTitle === line.variantTitle &&
    String(item.options) === String(line.options);
  const [fileName] = isSame ? [] : await nameItems(tx, shopId, [{ ...item, orderName: order.name, line }]);
  await tables(tx).item.update({
    where: { shopId_id: { shopId, id: itemId } },
    data: {
      lineId: line.lineId,
      placeAmong: [...placeAmong],
      productTitle: line.title,
      variantTitle: line.variantTitle,
      options: [...line.options],
      sku: line.sku,
      quantity: line.quantity,
      ...(fileName ? { fileName: fileName.name, fileNameKey: fileName.key } : {}),
    },
  });
}

/** The same where a member has said which line it is; its change is counted by the act. */
export async function placeItem(
  { tx, shopId, placedOn }: RunningAct,
  { itemId, lineId }: { itemId: string; lineId: string },
): Promise<void> {
  const { order } = await tables(tx).item.findUniqueOrThrow({
    where: { shopId_id: { shopId, id: itemId } },
    select: { order: { select: { lines: true } } },
  });
  const line = readLines(order.lines)?.find((one) => one.lineId === lineId);
  if (!line) throw new Error(`Item ${itemId} has no line ${lineId} in its order`);
  await putOnLine(tx, { shopId, itemId }, line);
  placedOn.set(itemId, lineName(line));
}

/** Raises the change count of items that an order edit changed, so that screens drawn before are stale. */
export async function countChanged(tx: Tx, shopId: string, itemIds: readonly string[]): Promise<void> {
  await tables(tx).item.updateMany({
    where: { shopId, id: { in: [...itemIds] } },
    data: { changeCount: { increment: 1 } },
  });
}
