// Whatever a member did to an order and took back within ten seconds, every column of every row is as it was.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "../../app/adapters/db.ts";
import { loadSituation } from "../../app/adapters/rows/acts/situations.ts";
import { WORKING_ROLES } from "../../app/domain/words/roles.ts";
import type { Actor, ActingMember } from "../../app/domain/words/actors.ts";
import { ACTIONS, type Action, type Command } from "../../app/domain/workflow/actions.ts";
import { SKIPPABLE_STEPS, STEPS } from "../../app/domain/words/steps.ts";
import { actionsFor } from "../../app/domain/workflow/decide.ts";
import { filledIn } from "../../app/domain/workflow/lifecycle.fixture.ts";
import { rulesOf } from "../../app/domain/workflow/workflow.ts";
import { takeApprovalBack } from "../../app/services/customer/take-back-approval.ts";
import { undoAct } from "../../app/services/acts/undo-act.ts";
import { act, itemsOf, makeMember, makeOrder, makeShop, storeFile } from "./shop.ts";

const LIVES = Number(process.env.UNDONE_LIVES ?? 16);
const STEPS_IN_A_LIFE = 14;

/** What undo leaves different on purpose. */
const MAY_DIFFER: Record<string, readonly string[]> = {
  // Only ever rises, so that screens drawn in between are stale.
  Item: ["changeCount", "changedAt"],
  // A waiting email is never sent before the last act's time for undo is over.
  Email: ["sendAt"],
};
/** Tables that only grow: the line that says it was taken back, and the act itself. */
const ONLY_GROW = ["History", "Act"];

type Row = Record<string, unknown>;

let shopId: string, reasonId: string, owner: ActingMember, tablesOfShops: string[];
beforeAll(async () => {
  ({ shopId, reasonId } = await makeShop());
  owner = await makeMember(shopId, ["admin"]);
  for (const role of WORKING_ROLES) await makeMember(shopId, [role], { capacity: 1_000 });
  const { rows } = await pool().query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'shopId'`,
  );
  tablesOfShops = rows.map(({ table_name }) => table_name).filter((table) => !ONLY_GROW.includes(table));
});

/** Every row of the shop with every column that undo has to give back, by table and key. */
async function everything(): Promise<Map<string, Row>> {
  const all = new Map<string, Row>();
  for (const table of tablesOfShops) {
    const { rows } = await pool().query<{ row: Row }>(
      `SELECT to_jsonb(r) AS row FROM "${table}" r WHERE "shopId" = $1 ORDER BY 1`,
      [shopId],
    );
    for (const { row } of rows) {
      const kept = Object.entries(row).filter(([column]) => !MAY_DIFFER[table]?.includes(column));
      all.set(`${table} ${String(row.id ?? JSON.stringify(row))}`, Object.fromEntries(kept));
    }
  }
  return all;
}

/** A command of that action that the rules accept, with its files. */
async function asked(action: Action, itemId: string, to: number) {
  const filled = { ...filledIn(action, "Please look again"), ...(action === "reject_photo" ? { reasonId } : {}) };
  const command = (action === "move" ? { ...filled, to: STEPS[to % STEPS.length] } : filled) as Command;
  const kind = action === "replace_photo" ? "photo" : "artfile";
  const file = { ...(await storeFile(shopId, randomUUID(), kind)), fileName: "file.png" };
  return { command, files: { [itemId]: [file] } };
}

const anyChoice = fc.record({ pick: fc.nat(), choice: fc.nat(), to: fc.nat(), byCustomer: fc.boolean() });
const anyLife = fc.record({
  skips: fc.subarray([...SKIPPABLE_STEPS]),
  manner: fc.constantFrom("together" as const, "independently" as const),
  keepPhotoLeads: fc.constantFrom("on" as const, "back_to_review" as const),
  items: fc.integer({ min: 1, max: 3 }),
  step: fc.constantFrom("photo_review" as const, "artwork", "quality_control", "customer_approval", "fulfilment"),
  choices: fc.array(anyChoice, { minLength: STEPS_IN_A_LIFE, maxLength: STEPS_IN_A_LIFE }),
});

describe("undo", () => {
  it("gives back every column that an act changed, whatever the act and whatever came before", async () => {
    const tried = new Map<Action, number>();
    const undone = new Set<Action>();
    for (const [at, { items, step, choices, ...flow }] of fc
      .sample(anyLife, { numRuns: LIVES, seed: 1023 })
      .entries()) {
      const { orderId } = await makeOrder(shopId, {
        items,
        isUnplaced: at % 3 === 0 && step === "photo_review",
        step,
        flow,
      });
      for (const { pick, choice, to, byCustomer } of choices) {
        const situation = (await loadSituation(db(), shopId, orderId))!;
        const item = situation.items[pick % situation.items.length]!;
        const actor: Actor = byCustomer ? { kind: "customer" } : owner;
        const possible = actionsFor(item, situation, actor);
        if (possible.length === 0) continue;
        // Every other time what was tried least, so that rare acts have their turn too.
        const action = choice % 2 === 0 ? leastOf(possible, tried) : possible[choice % possible.length]!;
        tried.set(action, (tried.get(action) ?? 0) + 1);
        const wish = { shopId, actor, ...(await asked(action, item.id, to)), itemIds: [item.id] };

        const before = await everything();
        const { actId, undoableUntil } = await act(wish);
        if (undoableUntil !== null) {
          const which = { shopId, orderId, actId };
          const answer = byCustomer ? await takeApprovalBack(which) : await undoAct({ ...which, actor: owner });
          expect(answer, action).not.toHaveProperty("refused");
          expect(differences(before, await everything()), `${action} in ${item.step}`).toEqual([]);
          undone.add(action);
          await act(wish);
        }
      }
    }
    const undoable = ACTIONS.filter((action) => rulesOf(action).some((rule) => rule.undoable));
    expect([...undone].sort()).toEqual(undoable.toSorted());
  }, 600_000);

  it("keeps what others wrote to the same rows meanwhile", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval" });
    const { actId } = await act({
      shopId,
      actor: owner,
      command: { action: "move", to: "fulfilment", note: "As agreed" },
      itemIds,
    });
    await db().item.updateMany({ where: { shopId, orderId }, data: { quantity: 5 } });
    await db().artfile.updateMany({
      where: { shopId, itemId: itemIds[0]! },
      data: { renditions: "made", width: 1200 },
    });
    expect(await undoAct({ shopId, actor: owner, actId })).toHaveProperty("undone");
    expect(await db().item.findFirst({ where: { shopId, orderId } })).toMatchObject({
      step: "customer_approval",
      approvedArtfileVersion: null,
      quantity: 5,
    });
    expect(await db().artfile.findFirst({ where: { shopId, itemId: itemIds[0]! } })).toMatchObject({
      approvedAt: null,
      renditions: "made",
      width: 1200,
    });
  });

  it("of a rejected photo brings back that the customer had kept it", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { flow: { keepPhotoLeads: "back_to_review" } });
    const command: Command = { action: "reject_photo", reasonId, comment: "Too dark" };
    await act({ shopId, actor: owner, command, itemIds });
    await act({ shopId, actor: { kind: "customer" }, command: { action: "keep_photo" }, itemIds });
    const { actId } = await act({ shopId, actor: owner, command, itemIds });
    await undoAct({ shopId, actor: owner, actId });
    expect(await itemsOf(shopId, orderId)).toMatchObject([{ step: "photo_review", photoKept: true }]);
  });

  it("of a second rejection brings back whose rework it was and what the artist had been told", async () => {
    const { itemIds } = await makeOrder(shopId, { step: "customer_approval" });
    const files = { [itemIds[0]!]: [{ ...(await storeFile(shopId, "again", "artfile")), fileName: "again.png" }] };
    const by = { shopId, actor: owner, itemIds };
    await act({ ...by, actor: { kind: "customer" }, command: { action: "request_changes", note: "Whiter teeth" } });
    await act({ ...by, command: { action: "forward_revision", instructions: "Only the teeth" } });
    expect(await db().revision.findFirst({ where: { shopId, itemId: itemIds[0]! } })).toMatchObject({
      note: "Whiter teeth",
      instructions: "Only the teeth",
      forwardedAt: expect.any(Date),
    });
    await act({ ...by, command: { action: "submit_artfile" }, files });
    const { actId } = await act({ ...by, command: { action: "reject_artfile", instructions: "Wrong file" } });
    await undoAct({ shopId, actor: owner, actId });
    expect(await db().item.findFirst({ where: { shopId, id: itemIds[0]! } })).toMatchObject({
      step: "quality_control",
      reworkCause: "customer",
      instructions: "Only the teeth",
    });
  });
});

function leastOf(possible: readonly Action[], tried: ReadonlyMap<Action, number>): Action {
  return possible.toSorted((a, b) => (tried.get(a) ?? 0) - (tried.get(b) ?? 0))[0]!;
}

/** What is not as it was. An email that the act queued stays, as one that was withdrawn. */
function differences(before: Map<string, Row>, after: Map<string, Row>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    if (was === undefined && key.startsWith("Email ") && is?.state === "withdrawn") return [];
    if (was === undefined || is === undefined) return [`${key}: ${was ? "is gone" : "is left over"}`];
    const columns = Object.keys({ ...was, ...is }).filter(
      (column) => JSON.stringify(was[column]) !== JSON.stringify(is[column]),
    );
    return columns.map((column) => `${key}.${column}: ${JSON.stringify(was[column])} → ${JSON.stringify(is[column])}`);
  });
}
