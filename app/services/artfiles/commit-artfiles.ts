import { readAct } from "../../adapters/rows/acts/acts.ts";
import { placesOfItems } from "../../adapters/rows/items/items.ts";
import { photoVersionAt, lockMatchedUploads, markCommitted, type Upload } from "../../adapters/rows/items/uploads.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { derivedId } from "../../adapters/proofs/derived-id.ts";
import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { ARTFILE_ACTIONS, artfileActionIn, needsReplaceTick } from "../../domain/files/artfile-action.ts";
import { artfileExtension } from "../../domain/files/artfile-formats.ts";
import { actWithin } from "../acts/act-on-items.ts";
import { listUploads, type UploadCard } from "./list-uploads.ts";

/** What Update did: items that moved on or were refused, and the files that are still here with the reason. */
export type UpdateOutcome = { outcome: ActOutcome; left: UploadCard[] };

type Update = {
  shopId: string;
  actor: ActingMember;
  actId: string;
  /** Items whose file may be of an older photo. */ olderPhotoAccepted?: readonly string[];
  /** Items whose file may take the place of artwork that is with the customer or approved. */ replacing?: readonly string[];
  /** Only these uploads; all when missing. */ uploadIds?: readonly string[];
};

/**
 * The button Update: every matched file of the member becomes its item's next artfile version and the item goes on. What is
 * refused stays as an upload, and so does what would replace the customer's artwork without a tick. The same act again gives the same answer and makes no second version.
 */
export async function commitArtfiles(update: Update): Promise<UpdateOutcome> {
  const outcome = await inTransaction((tx) => commit(tx, update));
  return { outcome, left: await listUploads(update) };
}

const GROUPS = ARTFILE_ACTIONS.flatMap((action) => [
  { action, olderPhotoAccepted: false },
  { action, olderPhotoAccepted: true },
]);

async function commit(
  tx: Tx,
  { shopId, actor, actId, olderPhotoAccepted = [], replacing = [], uploadIds }: Update,
): Promise<ActOutcome> {
  const uploads = (await lockMatchedUploads(tx, shopId, actor.memberId)).filter(
    ({ id }) => !uploadIds || uploadIds.includes(id),
  );
  const ids = GROUPS.map((_group, at) => (at === 0 ? actId : derivedId(actId, at)));
  const earlier = (await Promise.all(ids.map((id) => readAct(tx, shopId, id)))).filter(
    (act) => act?.memberId === actor.memberId,
  );
  if (earlier.length > 0)
    return merged(
      actId,
      earlier.flatMap((act) => act?.outcome ?? []),
    );

  const places = await placesOfItems(
    tx,
    shopId,
    uploads.flatMap(({ itemId }) => itemId ?? []),
  );
  const outcomes: ActOutcome[] = [];
  for (const [at, { action, olderPhotoAccepted: isAccepted }] of GROUPS.entries()) {
    const own = uploads.filter(({ itemId }) => {
      const place = places.get(itemId ?? "");
      if (!place || (needsReplaceTick(place.step) && !replacing.includes(itemId!))) return false;
      return artfileActionIn(place.step) === action && olderPhotoAccepted.includes(itemId!) === isAccepted;
    });
    if (own.length === 0) continue;
    const targets = await Promise.all(
      own.map((upload) => target(tx, shopId, upload, places.get(upload.itemId!)!.changeCount)),
    );
    const files = Object.fromEntries(
      own.map((upload) => [upload.itemId!, [named(upload, places.get(upload.itemId!)!.fileName)]]),
    );
    const outcome = await actWithin(tx, {
      shopId,
      actor,
      actId: ids[at]!,
      command: { action, olderPhotoAccepted: isAccepted },
      targets,
      files,
    });
    outcomes.push(outcome);
    const moved = new Set(outcome.moved.filter(({ isSibling }) => !isSibling).map(({ itemId }) => itemId));
    await markCommitted(
      tx,
      shopId,
      own.filter(({ itemId }) => moved.has(itemId!)).map(({ id }) => id),
    );
  }
  return merged(actId, outcomes);
}

async function target(tx: Tx, shopId: string, upload: Upload, changeCount: number) {
  return {
    itemId: upload.itemId!,
    changeCount,
    fromPhotoVersion: await photoVersionAt(tx, shopId, upload.itemId!, upload.createdAt),
  };
}

// A file that was assigned by hand gets the name it should have had.
function named({ file }: Upload, itemFileName: string) {
  return { ...file, fileName: `${itemFileName}.${artfileExtension(file.fileName, file.contentType)}` };
}

function merged(actId: string, outcomes: readonly ActOutcome[]): ActOutcome {
  const moved = outcomes.flatMap((one) => one.moved);
  return {
    actId,
    action: outcomes[0]?.action ?? "submit_artfile",
    moved,
    refused: outcomes.flatMap((one) => one.refused),
    undoableUntil: null,
  };
}
