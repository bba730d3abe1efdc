import type { Flow } from "../words/flow.ts";
import type { InShadow } from "./shadow.ts";

/** How far a shop is: it looks on, it works, or it is about to leave. */
export type ShopStage = "shadow" | "working" | "leaving";

/** How far a shop is, by when it has started and since when it is about to leave. */
export function stageOf({ startedAt, leavingAt }: { startedAt: Date | null; leavingAt: Date | null }): ShopStage {
  if (leavingAt !== null) return "leaving";
  return startedAt === null ? "shadow" : "working";
}

/** An order in shadow as one picks it. The time is ISO. */
type PickableOrder = { id: string; name: string; placedAt: string; items: number };

/** What Home tells managers of the start. */
export type StartShown = {
  stage: ShopStage;
  /** What is in shadow; null where nothing is, in a shop that has started. */
  inShadow: InShadow | null;
  /** The newest of these orders, to pick some. */
  orders: PickableOrder[];
  /** The open orders are still being read: there may be more. */
  isReading: boolean;
  /** While the shop starts with picked orders. */
  starting: { total: number; done: number } | null;
  /** It came back some days ago, and works on as before. */
  isBack: boolean;
  /** Customers are asked as soon as the shop starts: nobody makes or checks anything before. */
  asksAtOnce: boolean;
};

/** For so many days after a shop came back it is told that it works on with its former settings. */
const BACK_FOR_DAYS = 3;

/** Whether it is told that a shop has come back. */
export function isBack(shop: { installations: number; installedAt: Date; startedAt: Date | null }, now: Date): boolean {
  const { installations, installedAt, startedAt } = shop;
  if (installations < 2 || startedAt === null || startedAt >= installedAt) return false;
  return now.getTime() - installedAt.getTime() < BACK_FOR_DAYS * 86_400_000;
}

/** Whether a flow asks customers to approve as soon as their photo is there. */
export function asksAtOnce({ skips }: Pick<Flow, "skips">): boolean {
  const isLeftOut = (["photo_review", "artwork", "quality_control"] as const).every((step) => skips.includes(step));
  return isLeftOut && !skips.includes("customer_approval");
}

/** What would be held and asked if the shop started with all of these orders, sentence by sentence. */
export function wouldHappen({ orders, lines, withoutPhoto }: InShadow, asks: boolean): string[] {
  if (orders === 0) return ["Nothing: no order with a customer’s photo is open."];
  return [
    `${many(orders, "order")} would be held in Shopify, with ${many(lines, "line")}, until the artwork is approved.`,
    asks
      ? "Their customers would be asked by email to approve, because your flow has no step before that."
      : "No customer is written to by starting. They are asked when you reject a photo, and when artwork is ready.",
    ...(withoutPhoto === 0
      ? []
      : [`${many(withoutPhoto, "item")} would have to be asked for: no photo could be read.`]),
  ];
}

/** What was found, in words. */
export function foundWords(found: InShadow): string {
  const { orders, items, photosKept, photosComing, photosFailed } = found;
  const photos = [
    `${many(photosKept, "photo")} kept here`,
    ...(photosComing > 0 ? [`${photosComing.toLocaleString("en")} on their way`] : []),
    ...(photosFailed > 0 ? [`${photosFailed.toLocaleString("en")} that could not be had`] : []),
  ];
  return `${many(orders, "open order")} with ${many(items, "item")}; ${photos.join(", ")}.`;
}

/** So many of something, in words. */
export function many(count: number, one: string): string {
  return `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
}

/** About how long it takes until so many orders are held, at one a second. */
export function howLong(orders: number): string {
  if (orders === 0) return "";
  const minutes = Math.ceil(orders / 60);
  return minutes === 1 ? "within a minute" : `one after the other in about ${minutes.toLocaleString("en")} minutes`;
}

/** What is said once a shop has been let start, with so many of the orders in shadow. */
export function startedWords(orders: number): string {
  const are = orders === 1 ? "is" : "are";
  const older = orders === 0 ? "" : ` ${many(orders, "order")} ${are} held ${howLong(orders)}.`;
  return `Started: every new order with a customer’s photo is held until its artwork is approved.${older}`;
}
