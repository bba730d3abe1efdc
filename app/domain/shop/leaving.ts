import { many } from "./start-shown.ts";

/** What of ours is in Shopify, by orders, as far as it is known. */
export type OursInShopify = {
  /** Something of ours is on them, or may be. */
  orders: number;
  /** Of these: a hold is. */
  held: number;
  /** Of these: Shopify does not show them to us. */
  unseen: number;
  /** Of these: something could not be done so far, and is tried again. */
  untold: number;
};

/** How far the taking back is, or what it would be about. */
export function leftWords(isLeaving: boolean, { orders, held, unseen, untold }: OursInShopify): string {
  if (!isLeaving)
    return orders === 0
      ? "Nothing of Proofline is on any order in Shopify."
      : `Proofline has something on ${many(orders, "order")} in Shopify: a tag, a metafield or a hold. ${many(held, "order")} ${held === 1 ? "is" : "are"} held.`;
  if (orders === 0)
    return "Everything is taken back: no order has a hold, a tag or a metafield of Proofline any more. You can uninstall now.";
  const open = orders - unseen;
  return [
    open === 0
      ? ""
      : `${many(open, "order")} left, ${held.toLocaleString("en")} of them held. Please wait until none is.`,
    untold === 0
      ? ""
      : `Shopify did not let ${many(untold, "order")} be changed so far; that is tried again by itself.`,
    unseen === 0
      ? ""
      : `${many(unseen, "order")} cannot be seen: Shopify shows an app no order that is older than 60 days. Look at them in Shopify and remove what is there by hand.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** What stays when the shop has left, in plain words. */
export const STAYS_BEHIND: readonly string[] = [
  "Your customers’ links to their pages stop working.",
  "Orders, their history, photos and artfiles stay here for some time, so that you find everything when you come back. Shopify asks us to delete all of it 48 hours after you uninstall, and then it is deleted.",
  "Until then files are deleted as your settings say, counted from the day an order ended.",
  "Settings, team and reasons are found again if you install Proofline before that. Orders placed while you were away for more than a week are left as they are until you say otherwise.",
  "Download what you want to keep before you uninstall.",
];
