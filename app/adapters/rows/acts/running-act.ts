import type { Actor } from "../../../domain/words/actors.ts";
import type { EmailKind } from "../../../domain/words/emails.ts";
import type { Tx } from "../../db.ts";
import type { Journal } from "./journal.ts";

/** A file that already lies in our storage and becomes a photo or an artfile; `bytes` is its length. */
export type StoredFile = { storageKey: string; sha256: string; bytes: number; contentType: string; fileName: string };

/** An email that an act queued or joined, with the items the act put into it. */
export type ActEmail = { kind: EmailKind; orderId: string; itemIds: string[] };

/** An act on its way through one transaction: who does it, when, and what it has written so far. */
export type RunningAct = {
  tx: Tx;
  shopId: string;
  actor: Actor;
  actId: string;
  /** By the database's clock, after the orders were locked. */
  at: Date;
  /** Until when it can be taken back, if it can. */
  undoableUntil: Date;
  /** replace_photo: the new photos of each item; submit_artfile and replace_artfile: one artfile each. */
  files: Readonly<Record<string, readonly StoredFile[]>>;
  /** The name of the rejection reason, for the history. */
  reasonName: string | null;
  /** Rows as they were before the act first wrote to them. */
  journal: Journal;
  /** The lines in words that the photos of items were placed on, by the items' ids. */
  placedOn: Map<string, string>;
  /** Items with the change count the act left. */
  left: { itemId: string; changeCount: number }[];
  emails: ActEmail[];
  orderIds: string[];
};

/** An act that has written nothing yet. */
export function beginAct(
  act: Pick<RunningAct, "tx" | "shopId" | "actor" | "actId" | "at" | "undoableUntil"> &
    Partial<Pick<RunningAct, "files" | "reasonName">>,
): RunningAct {
  return { files: {}, reasonName: null, ...act, journal: [], placedOn: new Map(), left: [], emails: [], orderIds: [] };
}

/** The member who does it; null for the customer and the app itself. */
export function memberOf({ actor }: { actor: Actor }): string | null {
  return actor.kind === "member" ? actor.memberId : null;
}
