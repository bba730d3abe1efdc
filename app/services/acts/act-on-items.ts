import { claimAct, isActOf, readAct, releaseAct, saveAct } from "../../adapters/rows/acts/acts.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { readHistory } from "../../adapters/rows/acts/history.ts";
import { reasonName } from "../../adapters/rows/shop/reasons.ts";
import { clockTime, lockOrders, ordersOfItems } from "../../adapters/rows/orders/orders.ts";
import { loadSituation, loadSituations } from "../../adapters/rows/acts/situations.ts";
import type { ActOutcome, RefusedItem } from "../../domain/workflow/act-outcome.ts";
import type { Actor } from "../../domain/words/actors.ts";
import { rejectionReasonOf, type Command } from "../../domain/workflow/actions.ts";
import { decide, isRefused, type Decision } from "../../domain/workflow/decide.ts";
import type { Target } from "../../domain/workflow/draft.ts";
import { tell } from "../../domain/workflow/history.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { undoWindowOf } from "../../domain/workflow/undo.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { beginAct, type StoredFile } from "../../adapters/rows/acts/running-act.ts";
import { writeDecision } from "./write-decision.ts";

/** One thing asked of one or many items. */
export type ActInput = {
  shopId: string;
  actor: Actor;
  /** Made by the browser for each click: the same id again is the same act. */
  actId: string;
  command: Command;
  targets: readonly Target[];
  /** Only items of this order, whatever the targets say; the customer's doors always give it. */
  orderId?: string;
  /** replace_photo: the new photos of each item; submit_artfile and replace_artfile: one artfile each. */
  files?: Readonly<Record<string, readonly StoredFile[]>>;
};

/**
 * Does one command on items of one or many orders, each order decided on its own: what can be done is done, the rest is
 * reported with its reason. The same act again changes nothing and gives the first answer.
 */
export function actOnItems(input: ActInput): Promise<ActOutcome> {
  return inTransaction((tx) => actWithin(tx, input));
}

/** The same inside a transaction of the caller. */
export async function actWithin(tx: Tx, input: ActInput): Promise<ActOutcome> {
  const { shopId, actor, actId, command } = input;
  if (!(await claimAct(tx, shopId, actId, actor, command.action))) return storedOutcome(tx, input);

  const outcome: ActOutcome = { actId, action: command.action, moved: [], refused: [], undoableUntil: null };
  const targets = uniqueTargets(input.targets);
  const orderOf = await ordersOfItems(tx, shopId, targets.map((target) => target.itemId).filter(isUuid));
  const isHere = (target: Target) =>
    orderOf.has(target.itemId) && (!input.orderId || orderOf.get(target.itemId) === input.orderId);
  outcome.refused.push(
    ...targets.filter((target) => !isHere(target)).map((target) => refusal(target, "unknown_item", null, [])),
  );

  const orderIds = await lockOrders(
    tx,
    shopId,
    targets.filter(isHere).map((target) => orderOf.get(target.itemId)!),
  );
  const at = await clockTime(tx);
  const undoableUntil = new Date(at.getTime() + undoWindowOf(actor));
  const reasonName = await nameOfReason(tx, input);
  const act = beginAct({ tx, shopId, actor, actId, at, undoableUntil, files: input.files ?? {}, reasonName });
  // All are locked, and what is decided about one order is no part of another's situation.
  const situations = await loadSituations(tx, shopId, orderIds);
  for (const orderId of orderIds) {
    const situation = situations.get(orderId);
    if (!situation) continue;
    const asked = targets.filter((target) => isHere(target) && orderOf.get(target.itemId) === orderId);
    const { decision, refused, done } = decideWhatCan(situation, actor, command, asked, act.reasonName);
    for (const { target, why } of refused)
      outcome.refused.push(refusal(target, why, situation, await meanwhile(tx, shopId, target, why)));
    if (!decision) continue;
    outcome.moved.push(...(await writeDecision(act, situation, decision, done)));
    if (decision.undoable) outcome.undoableUntil = undoableUntil.toISOString();
  }

  if (outcome.moved.length === 0) await releaseAct(act);
  else await saveAct(act, outcome);
  return outcome;
}

/** An order's items as they are now, its row locked: targets for what the app itself does. */
export async function currentTargets(
  tx: Tx,
  shopId: string,
  orderId: string,
  itemIds?: readonly string[],
): Promise<Target[]> {
  await lockOrders(tx, shopId, [orderId]);
  const situation = await loadSituation(tx, shopId, orderId);
  const items = situation?.items.filter((item) => !itemIds || itemIds.includes(item.id)) ?? [];
  return items.map((item) => ({ itemId: item.id, changeCount: item.changeCount }));
}

/** What the rules allow of a command for one order, and each target they refuse with the reason. */
export type Decided = { decision: Decision | null; done: Target[]; refused: { target: Target; why: Refusal }[] };

/** Asks the rules for all targets of an order at once; the one they refuse is set aside and the others are asked again. */
export function decideWhatCan(
  situation: Situation,
  actor: Actor,
  command: Command,
  targets: Target[],
  reason: string | null,
): Decided {
  const refused: Decided["refused"] = [];
  let left = rejectionReasonOf(command) !== null && reason === null ? [] : targets;
  if (left.length < targets.length)
    refused.push(...targets.map((target) => ({ target, why: "needs_reason" as const })));
  while (left.length > 0) {
    const answer = decide(situation, actor, command, left);
    if (!isRefused(answer)) return { decision: answer, done: left, refused };
    const blamed = left.filter((target) => answer.itemId === undefined || target.itemId === answer.itemId);
    const aside = blamed.length > 0 ? blamed : left;
    refused.push(...aside.map((target) => ({ target, why: answer.refused })));
    left = left.filter((target) => !aside.includes(target));
  }
  return { decision: null, done: [], refused };
}

async function storedOutcome(tx: Tx, { shopId, actId, actor, targets, command }: ActInput): Promise<ActOutcome> {
  const act = await readAct(tx, shopId, actId);
  if (act && isActOf(act, actor)) return act.outcome;
  const refused = targets.map((target) => refusal(target, "unknown_item", null, []));
  return { actId, action: command.action, moved: [], refused, undoableUntil: null };
}

async function nameOfReason(tx: Tx, { shopId, command }: ActInput): Promise<string | null> {
  const reasonId = rejectionReasonOf(command);
  return reasonId !== null && isUuid(reasonId) ? reasonName(tx, shopId, reasonId) : null;
}

async function meanwhile(tx: Tx, shopId: string, target: Target, why: Refusal): Promise<string[]> {
  if (why !== "changed_meanwhile") return [];
  const lines = await readHistory(tx, { shopId, itemId: target.itemId, sinceCount: target.changeCount }, 20);
  return lines.map((line) => tell(line.event, line.told));
}

/** A refused target as the person is told of it. */
export function refusal(target: Target, why: Refusal, situation: Situation | null, sentences: string[]): RefusedItem {
  const itemNumber = situation?.items.find((item) => item.id === target.itemId)?.number ?? null;
  return {
    itemId: target.itemId,
    orderName: situation?.orderName ?? null,
    itemNumber,
    refusal: why,
    meanwhile: sentences,
  };
}

function uniqueTargets(targets: readonly Target[]): Target[] {
  return [...new Map(targets.toReversed().map((target) => [target.itemId, target])).values()].toReversed();
}
