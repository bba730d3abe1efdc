import { mayOpenStep, maySeeItem } from "../team/can-see.ts";
import type { ActingMember } from "../words/actors.ts";
import { REFUSAL_WORDS } from "../words/refusals.ts";
import type { Situation } from "../words/situation.ts";
import { emailSheet, waitedFor, type WrittenAgain } from "./email-sheets.ts";

/** Why this member may not send the customer of an order an email again now, in a sentence; null when they may. `address` is the customer's. */
export function whyNotAgain(
  situation: Situation | null,
  actor: ActingMember,
  kind: WrittenAgain,
  address: string | null,
): string | null {
  if (!mayOpenStep(emailSheet(kind).about, actor.roles)) return REFUSAL_WORDS.not_your_role;
  if (!situation?.items.some((item) => maySeeItem(actor, situation, item))) return REFUSAL_WORDS.unknown_item;
  if (situation.cancelledInShopify) return REFUSAL_WORDS.order_cancelled;
  if (!waitedFor(situation.items).includes(kind)) return REFUSAL_WORDS.wrong_step;
  return address ? null : "The order has no e-mail address. Add one in Shopify first.";
}

/** The items that such an email speaks of: those that wait for their customer about it now. */
export function itemsToWriteOf({ items }: Situation, kind: WrittenAgain): string[] {
  const { about } = emailSheet(kind);
  return items.filter(({ step, readyFor }) => step === about && readyFor === null).map(({ id }) => id);
}
