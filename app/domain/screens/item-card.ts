import type { ReworkCause } from "../words/situation.ts";
import type { Action } from "../workflow/actions.ts";
import type { Move } from "../workflow/needs.ts";
import type { WorkingRole } from "../words/roles.ts";
import type { Step } from "../words/steps.ts";

/** A photo as the screens show it; an address is null where there is no such picture or the member may not have it. */
export type PhotoCard = {
  id: string;
  version: number;
  position: number;
  state: string;
  /** Why it could not be had, in a sentence. */
  failure: string | null;
  /** When its link is asked again, while it is waited for; ISO. */
  askAgainAt: string | null;
  /** The member may have its link asked now. */
  isToAsk: boolean;
  /** A part of the picture may be missing. */
  isIncomplete: boolean;
  renditions: string;
  thumb: string | null;
  screen: string | null;
  original: string | null;
  width: number | null;
  height: number | null;
  contentType: string | null;
  bytes: number | null;
  originalName: string | null;
  suppliedBy: string;
  createdAt: string;
};

/** An artfile version as the screens show it. */
export type ArtfileCard = {
  id: string;
  version: number;
  fileName: string;
  renditions: string;
  thumb: string | null;
  screen: string | null;
  original: string | null;
  width: number | null;
  height: number | null;
  contentType: string;
  bytes: number;
  photoVersion: number;
  /** What stands in its place once its file is gone. */
  deleted: string | null;
  createdAt: string;
  approvedAt: string | null;
  approvedBy: string | null;
  voidedAt: string | null;
};

/** What else a customer chose or wrote for a line. */
export type ItemText = { name: string; value: string };

/** An item as the screens show it: only what this member may see and do. Times are ISO. */
export type ItemCard = {
  itemId: string;
  changeCount: number;
  itemNumber: number;
  /** How many items of the order are not cancelled. */
  itemCount: number;
  orderId: string;
  orderName: string;
  orderNote: string | null;
  placedAt: string;
  folderId: string | null;
  productTitle: string;
  variantTitle: string | null;
  propertyName: string;
  quantity: number;
  fileName: string;
  /** What else the customer chose or wrote for the line. */
  details: ItemText[];
  step: Step;
  readyFor: Step | null;
  since: string;
  waitsFor: { itemNumber: number; step: Step }[];
  reworkCause: ReworkCause;
  instructions: string | null;
  photoKept: boolean;
  sentToPrinterAt: string | null;
  photos: PhotoCard[];
  artfiles: ArtfileCard[];
  /** The newest artfile was made from an older photo than the newest. */
  hasNewerPhoto: boolean;
  issue: { reason: string; comment: string; photoIds: string[]; openedAt: string; isOpen: boolean } | null;
  revision: {
    round: number;
    note: string;
    askedAt: string;
    isOpen: boolean;
    instructions: string | null;
    answer: string | null;
  } | null;
  assignees: Partial<Record<WorkingRole, { id: string; name: string }>>;
  /** The lines that its photos may belong to, while nobody has said which. */
  places: { lineId: string; name: string }[];
  /** What the member may do now, from the same table that the server decides by. */
  actions: Action[];
  /** Where the member can move it by hand; empty where they cannot. */
  moves: Move[];
};
