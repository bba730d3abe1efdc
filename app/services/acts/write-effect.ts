import { addArtfile, addPhotos, markApproval, photoBecomesArtfile } from "../../adapters/rows/items/item-files.ts";
import { closeIssue, openIssue } from "../../adapters/rows/items/issues.ts";
import { placeItem } from "../../adapters/rows/orders/item-lines.ts";
import { setInstructions } from "../../adapters/rows/items/items.ts";
import { endRevision, openRevision } from "../../adapters/rows/items/revisions.ts";
import type { RunningAct, StoredFile } from "../../adapters/rows/acts/running-act.ts";
import { openTask } from "../../adapters/rows/shop/tasks.ts";
import type { Situation } from "../../domain/words/situation.ts";
import type { Effect } from "../../domain/workflow/draft.ts";

/** Writes the rows that one effect of a decision asks for. */
export function writeEffect(act: RunningAct, situation: Situation, effect: Effect): Promise<void> {
  const write = WRITERS[effect.kind] as Writer<Effect["kind"]>;
  return write(act, effect, situation);
}

type Writer<K extends Effect["kind"]> = (
  act: RunningAct,
  effect: Extract<Effect, { kind: K }>,
  situation: Situation,
) => Promise<void>;

const WRITERS: { [K in Effect["kind"]]: Writer<K> } = {
  open_issue: openIssue,
  close_issue: (act, { itemId, ending }) => closeIssue(act, itemId, ending),
  add_photo: (act, { itemId, version }) => addPhotos(act, itemId, version, filesOf(act, itemId)),
  add_artfile: (act, effect) => addArtfile(act, { ...effect, file: filesOf(act, effect.itemId)[0] }),
  photo_becomes_artfile: photoBecomesArtfile,
  instruct_artist: (act, { itemId, instructions }) => setInstructions(act, itemId, instructions),
  open_revision: openRevision,
  forward_revision: (act, { itemId, instructions }) => endRevision(act, itemId, { kind: "forwarded", instructions }),
  answer_revision: (act, { itemId, answer }) => endRevision(act, itemId, { kind: "answered", answer }),
  close_revision: (act, { itemId }) => endRevision(act, itemId, { kind: "closed" }),
  record_approval: (act, { itemId, artfileVersion: version, by }) =>
    markApproval(act, { itemId, version }, { approvedBy: by }),
  place_item: (act, effect) => placeItem(act, effect),
  void_approval: (act, { itemId, artfileVersion: version }) => markApproval(act, { itemId, version }, "voided"),
  // The hold follows from the situation before and after: follow-up.ts.
  order_approved: async () => {},
  order_approval_voided: async () => {},
  task_fulfilled_before_approval: async ({ tx, shopId }, { itemId }, { orderId, orderName }) => {
    await openTask(tx, { shopId, kind: "fulfilled_before_approval", subject: itemId, orderId, details: { orderName } });
  },
};

function filesOf({ files, actId }: RunningAct, itemId: string): readonly [StoredFile, ...StoredFile[]] {
  const [first, ...others] = files[itemId] ?? [];
  if (!first) throw new Error(`Act ${actId} on item ${itemId} came without its file`);
  return [first, ...others];
}
