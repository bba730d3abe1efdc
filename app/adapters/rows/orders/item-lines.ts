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

/** The name of an item's files, unique in the shop. Another order may want the same name at this moment: the second one waits here until the first has it. */
export async function nameForItem(
  tx: Tx,
  shopId: string,
  item: { orderName: string; number: number; propertyName: string },
  line: Pick<LineOfItem, "title" | "options" | "variantTitle">,
): Promise<FileName> {
  const wanted = itemFileName({
    orderName: item.orderName,
    productTitle: line.title,
    itemNumber: item.number,
    options: [...line.options],
    isDefaultVariant: line.variantTitle === null,
    propertyName: item.propertyName || null,
  });
  await tables(tx)
    .$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`file-name/${shopId}/${wanted.key}`}, 0))`;
  let candidate: FileName = wanted;
  for (let n = 2; (await tables(tx).item.count({ where: { shopId, fileNameKey: candidate.key } })) > 0; n += 1)
    candidate = disambiguate(wanted.name, n);
  return candidate;
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
  const fileName = isSame ? null : await nameForItem(tx, shopId, { ...item, orderName: order.name }, line);
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
