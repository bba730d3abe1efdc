import { isApproved } from "../workflow/approval.ts";
import type { CustomerStanding } from "../words/customer-standings.ts";
import type { Item, Situation } from "../words/situation.ts";
import { customerStanding } from "./customer-standing.ts";

/** Where an item of an order is for its customer: it reads as cancelled with its order, unless it was done before. `isSettled` is false while the member who acted last may still take it back. */
export function standingShown(
  item: Item,
  { cancelledInShopify }: Pick<Situation, "cancelledInShopify">,
  isSettled: boolean,
): CustomerStanding {
  return cancelledInShopify && item.step !== "done" ? "cancelled" : customerStanding(item, isSettled);
}

type Version = { version: number; approvedOn: string | null; request: string | null };

/**
 * The versions of an item's artwork that its customer is shown: the newest, but not what quality control has not passed or a member
 * may still take back, and the earlier ones that the customer has said something about.
 */
export function versionsShown<V extends Version>(
  item: Item,
  versions: readonly V[],
  now: { newest: number; isSettled: boolean },
): { artwork: V | null; earlier: V[] } {
  const isShown = now.isSettled && (item.step === "customer_approval" || isApproved(item));
  const artwork = (isShown && versions.find(({ version }) => version === now.newest)) || null;
  const earlier = versions.filter((one) => one !== artwork && (one.request !== null || one.approvedOn !== null));
  return { artwork, earlier };
}

/** A photo or an artfile as it is stored, with the pictures that were made of it. */
export type StoredPicture = {
  thumbKey: string | null;
  middleKey: string | null;
  screenKey: string | null;
  storageKey: string | null;
  renditions: string;
  state?: string;
  deletedAt?: Date | null;
};

/** In which forms a customer gets a file: its pictures, or the file itself where it is there and there will be no picture of it; `isGone`: its time was over. */
export function formsShown({
  thumbKey,
  middleKey,
  screenKey,
  storageKey,
  renditions,
  state,
  deletedAt,
}: StoredPicture): {
  thumb: boolean;
  middle: boolean;
  screen: boolean;
  original: boolean;
  isComing: boolean;
  isGone: boolean;
} {
  const hasFailed = state === "failed";
  const isComing = renditions === "none" && !hasFailed;
  return {
    thumb: Boolean(thumbKey),
    middle: Boolean(middleKey),
    screen: Boolean(screenKey),
    original: !screenKey && Boolean(storageKey) && !isComing && !hasFailed && !deletedAt,
    isComing,
    // One that was had again from its link is there.
    isGone: Boolean(deletedAt) && !screenKey && (hasFailed || state === undefined),
  };
}
