import { visitorHash } from "../../adapters/proofs/visitor.ts";
import { countWrongTry, type Trying } from "../../adapters/rows/shop/link-tries.ts";
import type { Visit } from "../who/who-is-visiting.ts";

/** Tries within one minute that open nothing. A person with a link that was cut off needs a few. */
const MOST_OF_VISITOR = 10;
const MOST_OF_ALL = 300;

/** Whether a visitor, or all of the shop together, have asked too often within this minute for what opens nothing; counts this time too. */
export function isGuessing({ shop, visitor = shop.id }: Pick<Visit, "shop" | "visitor">): Promise<boolean> {
  return isOneTooMany({ shopId: shop.id, visitor });
}

/**
 * The same of a token at the app's own doors, which tells of no shop: by the network address that asks, and by all of them together, because an
 * address may be many people's, or one of many that somebody has.
 */
export function isGuessingHere(address: string): Promise<boolean> {
  return isOneTooMany({ shopId: null, visitor: visitorHash(address, "") });
}

async function isOneTooMany(trying: Trying): Promise<boolean> {
  const tries = await countWrongTry(trying, MOST_OF_ALL);
  return tries === null || tries > MOST_OF_VISITOR;
}
