import { isEnd } from "../words/steps.ts";
import type { Situation } from "../words/situation.ts";
import type { Flow } from "../words/flow.ts";
import type { Hold } from "./holds.ts";
import { leftOpen, type Lifted } from "./lifted.ts";
import { CAUSE_WORDS, type UnsettledCause } from "./unsettled.ts";
import { isFree, type WantedInShopify } from "./wanted.ts";

/** How an order is held in Shopify, as a member reads it. */
export type HoldShown = {
  /** `released`: a hold of ours was released by hand and is left off; `asked_again`: it is being held again. */
  kind: "held" | "not_yet" | "released" | "asked_again";
  sentence: string;
  /** Whether this member may have it held again now. */
  mayHoldAgain: boolean;
};

/** What is known of the holds of an order, at a moment. */
export type HoldFacts = {
  situation: Situation;
  wanted: WantedInShopify;
  holds: readonly Hold[];
  lifted: readonly Lifted[];
  setting: Flow["liftedHold"];
  /** Something of it that has to be held can be shipped. */
  isUnheld: boolean;
  cause: UnsettledCause | null;
  /** The numbers in Shopify of the lines that an item may belong to. */
  linesOf(itemId: string): readonly string[];
};

/** What to say of the holds of an order, `moment` being a time (ISO) in words; null where nothing is held and nothing has to be. */
export function holdShown(facts: HoldFacts, moment: (at: string) => string, mayHold: boolean): HoldShown | null {
  const { wanted, holds, lifted, setting, isUnheld, cause } = facts;
  const isWanted = wanted.heldLines.size > 0;
  const open = leftOpen(lifted, setting);
  const asked = lifted.filter(({ isAskedAgain }) => isAskedAgain);
  const why = cause === null ? "" : ` ${CAUSE_WORDS[cause]}`;
  if (isWanted && open.size > 0) {
    const released = lifted.filter(({ fulfillmentOrderId }) => open.has(fulfillmentOrderId));
    const rest = isUnheld
      ? `: can be shipped${although(facts, released)}.`
      : ". It cannot be shipped all the same, because somebody else holds it there.";
    return { kind: "released", sentence: `${releasedWhen(released, moment)}${rest}`, mayHoldAgain: mayHold };
  }
  if (isWanted && asked.length > 0) {
    const rest = isUnheld ? ` and until then it can be shipped${although(facts, asked)}` : "";
    const sentence = `${releasedWhen(asked, moment)}. It is being held again: Shopify has not confirmed that yet,${rest || " but somebody else holds it there"}.${why}`;
    return { kind: "asked_again", sentence, mayHoldAgain: false };
  }
  if (isWanted && isUnheld) {
    const sentence = `Not held in Shopify yet: can be shipped${although(facts, [])}. Proofline goes on trying to hold it.${why}`;
    return { kind: "not_yet", sentence, mayHoldAgain: false };
  }
  if (holds.length === 0) return null;
  if (!isWanted)
    return { kind: "held", sentence: "Held by Proofline in Shopify, and being released.", mayHoldAgain: false };
  return { kind: "held", sentence: `Held by Proofline in Shopify${because(facts, moment)}.`, mayHoldAgain: false };
}

function releasedWhen(lifted: readonly Lifted[], moment: (at: string) => string): string {
  const at = lifted
    .flatMap((one) => one.at ?? [])
    .sort()
    .at(-1);
  return `Released by hand in Shopify${at === undefined ? "" : ` on ${moment(at)}`}`;
}

// What is approved is held too, for as long as that can be taken back.
function because(facts: HoldFacts, moment: (at: string) => string): string {
  const reason = although(facts, []).replace(" although", ", because");
  const { freesAt } = facts.wanted;
  return reason === "" && freesAt
    ? ` until ${moment(freesAt.toISOString())}, because the approval can be taken back until then`
    : reason;
}

// With partial shipping a line waits for its own items alone, so that only those of the lines in question are named.
function although({ situation, wanted, linesOf }: HoldFacts, lifted: readonly Lifted[]): string {
  const lines = lifted.some(({ lineIds }) => lineIds === undefined) ? [] : lifted.flatMap(({ lineIds }) => lineIds!);
  const isMeant = (itemId: string) =>
    !wanted.isApart || lines.length === 0 || linesOf(itemId).some((lineId) => lines.includes(lineId));
  const numbers = situation.items
    .filter((item) => !isEnd(item.step) && !isFree(item) && isMeant(item.id))
    .map(({ number }) => String(number));
  if (numbers.length === 0) return "";
  return numbers.length === 1
    ? ` although item ${numbers[0]} is not approved`
    : ` although items ${new Intl.ListFormat("en").format(numbers)} are not approved`;
}
