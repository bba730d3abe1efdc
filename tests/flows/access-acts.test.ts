// Whoever presses a staff button, in whatever step: the server answers as the workflow table says.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { loadSituation } from "../../app/adapters/rows/acts/situations.ts";
import type { ActOutcome } from "../../app/domain/workflow/act-outcome.ts";
import { ACTIONS, actionSheet, type Action, type Command } from "../../app/domain/workflow/actions.ts";
import { decide, isRefused } from "../../app/domain/workflow/decide.ts";
import { filledIn } from "../../app/domain/workflow/lifecycle.fixture.ts";
import type { Situation } from "../../app/domain/words/situation.ts";
import { STEPS } from "../../app/domain/words/steps.ts";
import { type Cast, type Person, gather, membersOf } from "./access/cast.ts";
import { form, knock } from "./access/doors.ts";
import { CASES, type Case } from "./access/situations.ts";

let cast: Cast;
let reasonId: string;
beforeAll(async () => {
  cast = await gather();
  ({ id: reasonId } = await db().rejectionReason.findFirstOrThrow({ where: { shopId: cast.shopId } }));
});
afterAll(() => cast?.stop());

/** Commands with words of their own; every other button's is tried with a note and without. */
const IN_OTHER_WORDS: Partial<Record<Action, () => Command[]>> = {
  approve_photo: () => [{ action: "approve_photo" }],
  reject_photo: () => [{ action: "reject_photo", reasonId, comment: "Too dark" }],
  keep_photo: () => [{ action: "keep_photo", note: "Told us by phone" }, { action: "keep_photo" }],
  push_back: () => [
    { action: "push_back", note: "Eyes are hidden" },
    { action: "push_back", note: " " },
  ],
  pass_artfile: () => [{ action: "pass_artfile" }],
  reject_artfile: () => [
    { action: "reject_artfile", instructions: "Whiter teeth" },
    { action: "reject_artfile", instructions: "" },
  ],
  forward_revision: () => [{ action: "forward_revision", instructions: "As asked" }],
  answer_revision: () => [{ action: "answer_revision", answer: "This is how it is" }],
  approve_artwork: () => [{ action: "approve_artwork", note: "By phone" }, { action: "approve_artwork" }],
  request_changes: () => [{ action: "request_changes", note: "By phone" }],
  send_to_printer: () => [{ action: "send_to_printer" }],
  reprint: () => [{ action: "reprint", cause: "Torn in the post" }],
  move: () => [
    { action: "move", to: "fulfilment", note: "As agreed" },
    { action: "move", to: "fulfilment" },
    { action: "move", to: "photo_review" },
    { action: "move", to: "cancelled" },
  ],
  cancel: () => [{ action: "cancel" }],
};

/** The actions that a staff screen's button may give. Files and Shopify's words come through doors of their own. */
const BY_BUTTON = ACTIONS.filter((action) => actionSheet(action).door === "button");

function commandsOf(action: Action): Command[] {
  return IN_OTHER_WORDS[action]?.() ?? [filledIn(action), filledIn(action, " ")];
}

type Standing = { name: string; itemId: string; orderId: string; make: Case; situation: Situation };
type Posted = { kind: string; outcome: ActOutcome };

async function post(
  person: Person,
  command: Command,
  targets: { itemId: string; changeCount: number }[],
): Promise<{ status: number; answer: Posted }> {
  const fields = {
    intent: "act",
    actId: randomUUID(),
    command: JSON.stringify(command),
    targets: JSON.stringify(targets),
  };
  const response = await knock("app.acts", "action", person.ask("/app/acts", form(fields)));
  return { status: response.status, answer: (await response.json()) as Posted };
}

describe("what staff do to items with a button", () => {
  it.each(BY_BUTTON)(
    "%s: in every step and for every member the server answers as the workflow table says",
    async (action) => {
      // As it was made: what a refused act had changed all the same would be told by the answer to the next.
      const stand = async (make: Case): Promise<Standing> => {
        const made = await make.order(cast);
        const situation = (await loadSituation(db(), cast.shopId, made.orderId))!;
        return { ...made, name: make.name, make, situation };
      };
      const places: Standing[] = [];
      for (const make of CASES) places.push(await stand(make));
      let done = 0;
      for (const [who, person] of membersOf(cast)) {
        for (const command of commandsOf(action)) {
          const expected: Record<string, string> = {};
          const targets = [];
          for (const { name, itemId, situation } of places) {
            const { changeCount } = situation.items.find(({ id }) => id === itemId)!;
            const answer = decide(situation, person.member, command, [{ itemId, changeCount }]);
            const change = isRefused(answer) ? undefined : answer.changes.find((one) => one.itemId === itemId);
            const { step } = situation.items.find(({ id }) => id === itemId)!;
            expected[name] = isRefused(answer) ? answer.refused : `${step} → ${change?.set.step ?? step}`;
            targets.push({ itemId, changeCount });
          }
          const { answer } = await post(person, command, targets);
          const given = places.map(({ name, itemId }) => {
            const moved = answer.outcome.moved.find((one) => one.itemId === itemId);
            return [
              name,
              moved
                ? `${moved.from} → ${moved.to}`
                : answer.outcome.refused.find((one) => one.itemId === itemId)?.refusal,
            ];
          });
          expect({ who, ...command, answers: Object.fromEntries(given) }).toEqual({
            who,
            ...command,
            answers: expected,
          });
          for (const [at, { itemId, make }] of places.entries()) {
            if (!answer.outcome.moved.some((one) => one.itemId === itemId)) continue;
            done += 1;
            places[at] = await stand(make);
          }
        }
      }
      for (const { orderId, name, situation } of places)
        expect({ name, ...(await loadSituation(db(), cast.shopId, orderId)) }).toEqual({ name, ...situation });
      expect(done, `${action} was possible for somebody somewhere`).toBeGreaterThan(0);
    },
    180_000,
  );

  it("a command that is no button's is not understood, whoever gives it", async () => {
    const { itemId } = await CASES[0]!.order(cast);
    const notButtons = ACTIONS.filter((action) => !BY_BUTTON.includes(action));
    expect(notButtons).not.toEqual([]);
    for (const action of notButtons) {
      const { status, answer } = await post(cast.first.admin, { action } as Command, [{ itemId, changeCount: 0 }]);
      expect([action, status, answer.kind]).toEqual([action, 400, "wrong"]);
    }
  });

  it("items of another shop are unknown, also to its managers", async () => {
    const { itemId, orderId } = await CASES[0]!.order(cast);
    const { status, answer } = await post(cast.stranger, { action: "move", to: "done", note: "Mine now" }, [
      { itemId, changeCount: 0 },
    ]);
    expect([status, answer.outcome.moved, answer.outcome.refused]).toMatchObject([
      200,
      [],
      [{ itemId, refusal: "unknown_item", orderName: null }],
    ]);
    expect((await loadSituation(db(), cast.shopId, orderId))!.items[0]).toMatchObject({
      step: "photo_review",
      changeCount: 0,
    });
  });

  it("only whoever did it takes it back", async () => {
    const { itemId } = await CASES[0]!.order(cast);
    const actId = randomUUID();
    const targets = JSON.stringify([{ itemId, changeCount: 0 }]);
    await knock(
      "app.acts",
      "action",
      cast.first.image_processor.ask(
        "/app/acts",
        form({ intent: "act", actId, command: JSON.stringify({ action: "approve_photo" }), targets }),
      ),
    );
    const undo = async (person: Person) =>
      (await (
        await knock("app.acts", "action", person.ask("/app/acts", form({ intent: "undo", actId })))
      ).json()) as object;
    for (const other of [
      cast.first.artist,
      cast.second.image_processor,
      cast.first.manager,
      cast.first.no_role,
      cast.stranger,
    ]) {
      expect([other.name, await undo(other)]).toEqual([other.name, { kind: "undo", actId, refused: "not_undoable" }]);
    }
    expect(await undo(cast.first.image_processor)).toMatchObject({ undone: [{ itemId, step: "photo_review" }] });
  });

  it("every step has stood in the table", () => {
    expect([...new Set(CASES.map(({ step }) => step))].toSorted()).toEqual([...STEPS].toSorted());
  });
});
