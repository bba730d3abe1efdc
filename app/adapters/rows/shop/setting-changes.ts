import {
  LOGGED_PART_NAMES,
  settingChanges,
  type LoggedPart,
  type SettingFacts,
} from "../../../domain/shop/setting-log.ts";
import type { ActingMember } from "../../../domain/words/actors.ts";
import { db, tables, type Tx } from "../../db.ts";
import { dropRows } from "../../drop-rows.ts";
import { stored } from "../stored.ts";

type Change = {
  shopId: string;
  actor: ActingMember;
  part: LoggedPart;
  before: SettingFacts | null;
  after: SettingFacts | null;
};

/**
 * Writes down who set what from what to what, a line for each fact that differs, in the transaction that changes it; nothing where none does. `before` has
 * to be read in that transaction too, under a lock of its rows, so that no change of another stands under this name.
 */
export async function noteSettingChange(tx: Tx, { shopId, actor, part, before, after }: Change): Promise<void> {
  const changes = settingChanges(before, after);
  if (changes.length === 0) return;
  await tables(tx).settingChange.createMany({
    data: changes.map((change) => ({ shopId, memberId: actor.memberId, part, ...change })),
  });
}

/** Forgets what is older than so many days. */
export async function dropOldSettingChanges(days: number): Promise<void> {
  await dropRows("SettingChange", "at", "at < now() - make_interval(days => $1)", [days]);
}

/** One page of the changes of a shop's settings, newest first; `before` is the last id of the page before. */
export async function settingPage(shopId: string, before: bigint | null, limit: number) {
  const rows = await db().settingChange.findMany({
    where: { shopId, ...(before === null ? {} : { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take: limit,
    select: { id: true, at: true, part: true, about: true, from: true, to: true, member: { select: { name: true } } },
  });
  return rows.map(({ member, ...row }) => ({
    ...row,
    name: member.name,
    part: stored(LOGGED_PART_NAMES, row.part, "SettingChange.part"),
  }));
}
