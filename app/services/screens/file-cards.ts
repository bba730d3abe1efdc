import type { ItemRow } from "../../adapters/rows/items/item-rows.ts";
import { FETCH_FAILURE_WORDS } from "../../adapters/fetch/fetch-photo-failures.ts";
import type { Installation } from "../../adapters/proofs/address-token.ts";
import { fileAddress } from "../../adapters/proofs/files-access.ts";
import { IMAGE_FAILURE_WORDS } from "../../adapters/images/images.ts";
import { deletedWords, mayComeAgain } from "../../domain/files/retention.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { mayFetchPhotos, maySeeFile } from "../../domain/team/can-see.ts";
import type { ArtfileCard, PhotoCard } from "../../domain/screens/item-card.ts";
import type { Item, Situation } from "../../domain/words/situation.ts";

/** Who looks at what: an item of an order, through a member's eyes. */
export type Viewing = Installation & {
  actor: ActingMember;
  situation: Situation;
  item: Item;
  fileName: string;
  /** The shop's: an IANA name. */
  timeZone: string;
};

/** A photo's card for this member. */
export function photoCard(photo: ItemRow["photos"][number], viewing: Viewing): PhotoCard {
  const { actor, situation, item } = viewing;
  const seesPicture = maySeeFile(actor, situation, item, "photo_rendition");
  const seesOriginal = maySeeFile(actor, situation, item, "photo_original");
  return {
    id: photo.id,
    version: photo.version,
    position: photo.position,
    state: photo.state,
    failure: photo.state === "failed" ? failureWords(photo, viewing.timeZone) : null,
    askAgainAt: photo.askAgainAt?.toISOString() ?? null,
    isToAsk:
      seesPicture &&
      mayFetchPhotos(actor) &&
      photo.state === "failed" &&
      photo.storageKey === null &&
      photo.sourceUrl !== null &&
      mayComeAgain(photo, item.step),
    isIncomplete: photo.isIncomplete,
    renditions: photo.renditions,
    thumb: seesPicture && photo.thumbKey ? address(viewing, "photo", photo.id, "thumb") : null,
    screen: seesPicture && photo.screenKey ? address(viewing, "photo", photo.id, "screen") : null,
    original: seesOriginal && photo.storageKey ? address(viewing, "photo", photo.id, "original") : null,
    width: photo.width,
    height: photo.height,
    contentType: photo.contentType,
    bytes: photo.bytes === null ? null : Number(photo.bytes),
    originalName: seesOriginal ? photo.originalName : null,
    suppliedBy: photo.suppliedBy,
    createdAt: photo.createdAt.toISOString(),
  };
}

/** An artfile version's card for this member. */
export function artfileCard(artfile: ItemRow["artfiles"][number], viewing: Viewing): ArtfileCard {
  const { actor, situation, item } = viewing;
  const seesPicture = maySeeFile(actor, situation, item, "artfile_rendition");
  return {
    id: artfile.id,
    version: artfile.version,
    fileName: artfile.fileName,
    renditions: artfile.renditions,
    thumb: seesPicture && artfile.thumbKey ? address(viewing, "artfile", artfile.id, "thumb") : null,
    screen: seesPicture && artfile.screenKey ? address(viewing, "artfile", artfile.id, "screen") : null,
    original:
      artfile.deletedAt === null && maySeeFile(actor, situation, item, "artfile")
        ? address(viewing, "artfile", artfile.id, "original")
        : null,
    deleted: artfile.deletedAt && deletedWords(artfile.deletedAt, viewing.timeZone),
    width: artfile.width,
    height: artfile.height,
    contentType: artfile.contentType,
    bytes: Number(artfile.bytes),
    photoVersion: artfile.photoVersion,
    createdAt: artfile.createdAt.toISOString(),
    approvedAt: artfile.approvedAt?.toISOString() ?? null,
    approvedBy: artfile.approvedBy,
    voidedAt: artfile.voidedAt?.toISOString() ?? null,
  };
}

function address(
  { shopId, installation, actor }: Viewing,
  kind: "photo" | "artfile",
  id: string,
  form: "thumb" | "screen" | "original",
): string {
  return fileAddress({ shopId, installation, kind, id, form, memberId: actor.memberId });
}

const FAILURE_WORDS: Partial<Record<string, string>> = {
  ...IMAGE_FAILURE_WORDS,
  ...FETCH_FAILURE_WORDS,
  forgotten: "The photo was deleted because the customer asked for it.",
};

function failureWords(
  { failure, deletedAt }: { failure: string | null; deletedAt: Date | null },
  timeZone: string,
): string {
  if (failure === "deleted" && deletedAt) return deletedWords(deletedAt, timeZone);
  return FAILURE_WORDS[failure ?? ""] ?? FETCH_FAILURE_WORDS.unreadable;
}
