import type { Tx } from "../../adapters/db.ts";
import { closeIssue, openIssue } from "../../adapters/rows/issues.ts";
import {
  addArtfile,
  addPhotos,
  markApproval,
  photoBecomesArtfile,
  type StoredFile,
} from "../../adapters/rows/item-files.ts";
import { setInstructions } from "../../adapters/rows/items.ts";
import { endRevision, openRevision } from "../../adapters/rows/revisions.ts";
import { openTask } from "../../adapters/rows/tasks.ts";
import type { Effect } from "../../domain/workflow/decision.ts";
import type { Situation } from "../../domain/words/situation.ts";
import type { RunningAct } from "./write-decision.ts";

/** Writes the rows that one effect of a decision asks for. */
export function writeEffect(tx: Tx, act: RunningAct, situation: Situation, effect: Effect): Promise<void> {
  const write = WRITERS[effect.kind] as Writer<Effect["kind"]>;
  return write(tx, act, effect, situation);
}

type Writer<K extends Effect["kind"]> = (
  tx: Tx,
  act: RunningAct,
  effect: Extract<Effect, { kind: K }>,
  situation: Situation,
) => Promise<void>;

const WRITERS: { [K in Effect["kind"]]: Writer<K> } = {
  open_issue: (tx, act, effect) =>
    openIssue(tx, act.before.journal, { ...effect, shopId: act.shopId, memberId: memberOf(act), at: act.at }),
  close_issue: (tx, act, { itemId, ending }) =>
    closeIssue(tx, act.before.journal, placeOf(act, itemId), ending, act.at),
  add_photo: (tx, act, { itemId, version }) =>
    addPhotos(tx, act.before.journal, placeOf(act, itemId), version, filesOf(act, itemId), act.actor.kind),
  add_artfile: (tx, act, { itemId, version, photoVersion }) =>
    addArtfile(tx, act.before.journal, placeOf(act, itemId), {
      version,
      photoVersion,
      file: filesOf(act, itemId)[0],
      memberId: memberOf(act),
    }),
  photo_becomes_artfile: (tx, act, { itemId, version, photoVersion }) =>
    photoBecomesArtfile(tx, act.before.journal, placeOf(act, itemId), version, photoVersion),
  instruct_artist: (tx, act, { itemId, instructions }) => setInstructions(tx, placeOf(act, itemId), instructions),
  open_revision: (tx, act, { itemId, artfileVersion, note }) =>
    openRevision(tx, act.before.journal, {
      ...placeOf(act, itemId),
      artfileVersion,
      note,
      at: act.at,
      askedBy: memberOf(act) ? "manager" : "customer",
    }),
  forward_revision: (tx, act, { itemId, instructions }) =>
    endRevision(tx, act.before.journal, placeOf(act, itemId), { kind: "forwarded", instructions }, act.at),
  answer_revision: (tx, act, { itemId, answer }) =>
    endRevision(tx, act.before.journal, placeOf(act, itemId), { kind: "answered", answer }, act.at),
  close_revision: (tx, act, { itemId }) =>
    endRevision(tx, act.before.journal, placeOf(act, itemId), { kind: "closed" }, act.at),
  record_approval: (tx, act, { itemId, artfileVersion, by }) =>
    markApproval(
      tx,
      act.before.journal,
      { ...placeOf(act, itemId), version: artfileVersion },
      { approvedBy: by },
      act.at,
    ),
  void_approval: (tx, act, { itemId, artfileVersion }) =>
    markApproval(tx, act.before.journal, { ...placeOf(act, itemId), version: artfileVersion }, "voided", act.at),
  // The hold follows from the situation before and after: queue-follow-ups.ts.
  order_approved: async () => {},
  order_approval_voided: async () => {},
  task_fulfilled_before_approval: (tx, act, { itemId }, { orderId, orderName }) =>
    openTask(tx, {
      shopId: act.shopId,
      kind: "fulfilled_before_approval",
      subject: itemId,
      orderId,
      details: { orderName },
    }),
};

function placeOf(act: RunningAct, itemId: string): { shopId: string; itemId: string } {
  return { shopId: act.shopId, itemId };
}

function memberOf({ actor }: RunningAct): string | null {
  return actor.kind === "member" ? actor.memberId : null;
}

function filesOf(act: RunningAct, itemId: string): readonly [StoredFile, ...StoredFile[]] {
  const [first, ...others] = act.files?.[itemId] ?? [];
  if (!first) throw new Error(`The act ${act.outcome.action} on item ${itemId} came without its file`);
  return [first, ...others];
}
