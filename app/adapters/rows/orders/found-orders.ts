import { Prisma } from "@prisma/client";
import { db } from "../../db.ts";
import { likeText, searchedWords } from "./step-queues.ts";

/** A word that more orders have than this is no help in finding some: the newest that have it are found soon by looking from the newest on. */
const MOST_CANDIDATES = 2_000;
const SHORTEST_IN_TRIGRAMS = 3;

// As the indexes say them (the migration "orders are found by trigrams").
const OF_ORDER = Prisma.sql`(lower(o.name) || ' ' || o."searchText")`;
const OF_ITEM = Prisma.sql`(lower(i."productTitle") || ' ' || i."fileNameKey")`;

/**
 * The orders of a shop among which all are that a search for these words can find, by the index of trigrams; null when the words do not narrow
 * them down to some thousands. It knows no roles: whoever asks sorts out what they may not find.
 */
export async function foundAmong(shopId: string, text: string | undefined): Promise<string[] | null> {
  const words = searchedWords(text);
  if (words.length === 0) return null;
  const [row] = await db().$queryRaw<Record<string, string[]>[]>`
    SELECT ${Prisma.join(words.map((word, at) => Prisma.sql`ARRAY(${withWord(shopId, word)}) AS ${Prisma.raw(`word${at}`)}`))}`;
  const narrowing = Object.values(row!).filter((orderIds) => orderIds.length <= MOST_CANDIDATES);
  if (narrowing.length === 0) return null;
  const [fewest = [], ...others] = narrowing.toSorted((a, b) => a.length - b.length);
  const sets = others.map((orderIds) => new Set(orderIds));
  return fewest.filter((orderId) => sets.every((set) => set.has(orderId)));
}

/** The conditions that an order `o` has the words that are too short for trigrams: each at the beginning of a word of its own, or of its number alone for those who do not find by customer. */
export function shortWordsSql(text: string | undefined, findsByCustomer: boolean): Prisma.Sql[] {
  return searchedWords(text)
    .filter(isShort)
    .map((word) => (findsByCustomer ? beginsAWord(word) : beginsItsNumber(word)));
}

function withWord(shopId: string, word: string): Prisma.Sql {
  const most = MOST_CANDIDATES + 1;
  if (isShort(word))
    return Prisma.sql`SELECT o.id FROM "Order" o WHERE o."shopId" = ${shopId}::uuid AND ${beginsAWord(word)} LIMIT ${most}`;
  const anywhere = `%${likeText(word)}%`;
  return Prisma.sql`
    (SELECT o.id FROM "Order" o WHERE o."shopId" = ${shopId}::uuid AND ${OF_ORDER} LIKE ${anywhere} LIMIT ${most})
    UNION (SELECT i."orderId" FROM "Item" i WHERE i."shopId" = ${shopId}::uuid AND ${OF_ITEM} LIKE ${anywhere} LIMIT ${most})`;
}

function isShort(word: string): boolean {
  return [...word].length < SHORTEST_IN_TRIGRAMS;
}

function beginsItsNumber(word: string): Prisma.Sql {
  const start = likeText(word);
  return Prisma.sql`(lower(o.name) LIKE ${`${start}%`} OR lower(o.name) LIKE ${`#${start}%`})`;
}

// The number of an order stands behind a "#" as a rule.
function beginsAWord(word: string): Prisma.Sql {
  const start = likeText(word);
  return Prisma.sql`(${OF_ORDER} LIKE ${`${start}%`} OR ${OF_ORDER} LIKE ${`#${start}%`} OR ${OF_ORDER} LIKE ${`% ${start}%`})`;
}
