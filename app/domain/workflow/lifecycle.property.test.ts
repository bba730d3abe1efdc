import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actionsFor, decide, letThroughAll, isRefused } from "./decide.ts";
import type { Actor } from "../words/actors.ts";
import { opens, reached, waitsFor } from "./barrier.ts";
import { ACTIONS, type Action } from "./actions.ts";
import { SYSTEM } from "./given.fixture.ts";
import { anyActor, anyLife, filledIn } from "./lifecycle.fixture.ts";
import { bringHome, isOpen, itemOf, live, OWNER, seen, type Lived, type Moment } from "./lives.fixture.ts";
import { reworkStep } from "../words/flow.ts";
import { WORKING_ROLES } from "../words/roles.ts";
import type { Item, Situation } from "../words/situation.ts";
import { standingOf } from "./standing.ts";
import { PROGRESS, sheetOf, STEPS, type Step } from "../words/steps.ts";
import { ruleFor } from "./workflow.ts";

const RUNS = { numRuns: Number(process.env.LIVES ?? 300) };

describe("whatever happens to an order", () => {
  // A test of the lives, not of the rules: under mutation, with few lives, it would tell nothing.
  test.skipIf(RUNS.numRuns < 300)(
    "the random lives are no dull ones: every action is taken and every step is visited",
    () => {
      const actions = new Set<Action>();
      const visited = new Set<string>();
      const look = ({ after, happening, decision }: Moment) => {
        if (happening.kind === "command" && decision !== null) actions.add(happening.command.action);
        for (const { step, readyFor } of after.items) visited.add(readyFor === null ? step : `before ${readyFor}`);
      };
      for (const { start, happenings } of fc.sample(anyLife, { numRuns: 600, seed: 1023 }))
        live(start, happenings, look);
      expect([...actions].sort()).toEqual([...ACTIONS].sort());
      expect([...visited].sort()).toEqual(
        [...STEPS, ...STEPS.filter((step) => sheetOf(step).isBarrier).map((step) => `before ${step}`)].sort(),
      );
    },
  );

  test("no item is lost, and none stands still without a named reason", () => {
    everyMoment(({ before, after }) => {
      expect(after.items.slice(0, before.items.length).map(({ id, number, skips }) => ({ id, number, skips }))).toEqual(
        before.items.map(({ id, number, skips }) => ({ id, number, skips })),
      );
      for (const item of after.items) {
        expect(STEPS).toContain(item.step);
        expect(standingOf(item, after)).toBeTypeOf("string");
        if (item.readyFor === null) continue;
        const siblings = waitsFor(item, after).map(({ itemNumber }) => itemNumber);
        expect(siblings).toEqual(siblingsBehind(item, after));
        expect(siblings.length).toBeGreaterThan(0);
      }
      const waiting = after.items.filter((item) => item.readyFor !== null);
      const moving = after.items.filter((item) => item.readyFor === null && PROGRESS[item.step] < PROGRESS.done);
      if (waiting.length > 0) expect(moving.length).toBeGreaterThan(0);
    });
  });

  test("no step that its flow leaves out comes back, but by hand, for a photo that cannot be read, and to answer where nobody else could", () => {
    everyMoment(({ before, after, happening }) => {
      if (happening.kind === "command" && happening.command.action === "move") return;
      for (const item of after.items) {
        const was = before.items.find(({ id }) => id === item.id)?.step;
        if (was === undefined || was === item.step || !(item.skips as readonly Step[]).includes(item.step)) continue;
        if (item.readyFor !== null) continue;
        const waitsForPhoto = item.step === "photo_review" && (!item.hasReadablePhoto || item.placeAmong.length > 0);
        const asks = item.step === "quality_control" && item.hasOpenRevision && reworkStep(item) === null;
        const isOwed = item.step === "customer_approval" && was === "quality_control";
        expect([item, was, waitsForPhoto || asks || isOwed]).toEqual([item, was, true]);
      }
    });
  });

  test("nothing that could move on is left behind", () => {
    everyMoment(({ after }) => expect(letThroughAll(after).changes).toEqual([]));
  });

  test("every item can still reach done, and every item of a cancelled order its end", () => {
    fc.assert(
      fc.property(anyLife, ({ start, happenings }) => {
        const late = live(start, happenings, () => {});
        const end = bringHome(late);
        for (const item of late.items) {
          const wanted = !isOpen(item) ? item.step : late.cancelledInShopify ? "cancelled" : "done";
          expect(itemOf(end, item.id).step).toBe(wanted);
        }
      }),
      RUNS,
    );
  });

  test("every item can still be cancelled", () => {
    fc.assert(
      fc.property(anyLife, ({ start, happenings }) => {
        const end = live(start, happenings, () => {});
        for (const item of end.items.filter(isOpen)) {
          expect(isRefused(decide(end, SYSTEM, { action: "cancel_in_shopify" }, [seen(item)]))).toBe(false);
        }
      }),
      RUNS,
    );
  });

  test("nobody acts on what is not theirs", () => {
    everyMoment(({ before, happening, targets, decision }) => {
      if (happening.kind !== "command" || decision === null) return;
      for (const { itemId } of targets)
        expect(mayTouch(happening.actor, itemOf(before, itemId), before, happening)).toBe(true);
    });
  });

  test("a stale click is refused and changes nothing", () => {
    everyMoment(({ before, happening, targets }) => {
      if (happening.kind !== "command") return;
      const stale = targets.map((target) => ({ ...target, changeCount: target.changeCount - 1 }));
      expect(isRefused(decide(before, happening.actor, happening.command, stale))).toBe(true);
      expect(isRefused(decide(before, OWNER, filledIn("move"), stale)) || stale.length === 0).toBe(true);
    });
  });

  test("the same command twice counts once", () => {
    everyMoment(({ after, happening, targets, decision }) => {
      if (happening.kind !== "command" || decision === null || decision.changes.length === 0) return;
      expect(isRefused(decide(after, happening.actor, happening.command, targets))).toBe(true);
    });
  });

  test("items past a barrier never go back because a sibling does", () => {
    everyMoment(({ before, after, targets }) => {
      for (const item of before.items.filter(({ id }) => !targets.some(({ itemId }) => itemId === id))) {
        const now = itemOf(after, item.id);
        expect(reached(now)).toBeGreaterThanOrEqual(reached(item));
        expect(now.approvedArtfileVersion).toBe(item.approvedArtfileVersion);
      }
    });
  });

  test("nobody passes a barrier that is not open, unless a manager moves them by hand", () => {
    everyMoment(({ before, after, happening }) => {
      if (happening.kind !== "command" || happening.command.action === "move") return;
      for (const item of before.items) {
        const now = itemOf(after, item.id);
        if (PROGRESS[now.step] > reached(item) && isOpen(now)) expect(opens(now.step, after)).toBe(true);
      }
    });
  });

  test("nothing is fulfilled here that is not approved", () => {
    everyMoment(({ before, happening, targets, decision }) => {
      if (happening.kind !== "command" || happening.command.action !== "fulfil" || decision === null) return;
      for (const { itemId } of targets) {
        const item = itemOf(before, itemId);
        expect(item.artfileVersion).toBeGreaterThan(0);
        expect(item.approvedArtfileVersion).toBe(item.artfileVersion);
      }
    });
  });

  test("a button is shown exactly when its endpoint says yes", () => {
    fc.assert(
      fc.property(anyLife, anyActor, ({ start, happenings }, actor) => {
        const end = live(start, happenings, () => {});
        for (const item of end.items) {
          const shown = actionsFor(item, end, actor);
          const possible = ACTIONS.filter((action) => action !== "move" || shown.includes("move")).filter((action) => {
            const to = item.step === "photo_issue" ? "photo_review" : "photo_issue";
            const command = action === "move" ? ({ action, to } as const) : filledIn(action);
            return !isRefused(decide(end, actor, command, [seen(item)]));
          });
          expect(possible).toEqual(shown);
        }
      }),
      RUNS,
    );
  });

  test("an answered request returns to the customer with its own email, however long it waits", () => {
    const life = fc.property(anyLife, ({ start, happenings }) => {
      const answered = new Set<string>();
      const asked = {
        step: "quality_control",
        artfileVersion: 1,
        artfilePhotoVersion: 1,
        hasOpenRevision: true,
        reworkCause: "customer",
      } as const;
      const flow = { ...start.flow, manner: "together" } as const;
      live(
        { ...start, flow, items: start.items.map((item) => ({ ...item, ...asked })) },
        happenings,
        ({ happening, targets, decision }) => {
          if (happening.kind !== "command" || decision === null) return;
          if (happening.command.action === "answer_revision") for (const { itemId } of targets) answered.add(itemId);
          const isByHand = happening.command.action === "move";
          const went = decision.changes.filter(({ itemId, set }) => answered.has(itemId) && set.step !== undefined);
          const returned = went.filter(
            ({ itemId, set }) =>
              set.step === "customer_approval" && !(isByHand && targets.some((target) => target.itemId === itemId)),
          );
          if (returned.length > 0) expect(decision.emails).toContain("return_to_customer");
          // What was answered was said of an artfile that another one has taken the place of.
          const drawnAnew = decision.changes.filter(({ set }) => set.artfileVersion !== undefined);
          for (const { itemId } of [...went, ...drawnAnew]) answered.delete(itemId);
        },
      );
    });
    fc.assert(life, RUNS);
  });

  test("a move by hand writes to nobody for its own sake", () => {
    everyMoment(({ happening, targets, decision }) => {
      if (happening.kind !== "command" || happening.command.action !== "move" || decision === null) return;
      if (decision.changes.every(({ itemId }) => targets.some((target) => target.itemId === itemId))) {
        expect(decision.emails).toEqual([]);
      }
    });
  });
});

function everyMoment(look: (moment: Moment) => void): void {
  fc.assert(
    fc.property(anyLife, ({ start, happenings }) => void live(start, happenings, look)),
    RUNS,
  );
}

/** The siblings an item has to wait for, told independently: not cancelled, going through that step, and not there yet. */
function siblingsBehind({ readyFor }: Item, { items, flow }: Situation): number[] {
  if (readyFor === null) return [];
  const isFree = flow.manner === "independently" && (readyFor !== "fulfilment" || flow.partialShipping);
  const order: Step[] = STEPS.filter((step) => step !== "photo_issue" && step !== "cancelled");
  const place = (step: Step) => order.indexOf(step === "photo_issue" ? "photo_review" : step);
  const behind = items
    .filter((item) => item.step !== "cancelled" && !(item.skips as readonly string[]).includes(readyFor))
    .filter((item) => place(item.readyFor ?? item.step) < place(readyFor));
  return isFree ? [] : behind.map(({ number }) => number);
}

/** Who may touch an item, told independently of the table, straight from the list of roles. */
function mayTouch(actor: Actor, item: Item, { assignees }: Situation, happening: Lived): boolean {
  if (happening.kind !== "command") return false;
  const { action } = happening.command;
  if (actor.kind === "system")
    return [
      "photo_arrived",
      "cancel_in_shopify",
      "fulfil_in_shopify",
      "reopen_in_shopify",
      "swap_in_shopify",
      "fulfil",
    ].includes(action);
  if (actor.kind === "customer")
    return ["replace_photo", "keep_photo", "approve_artwork", "request_changes"].includes(action);
  if (
    ["photo_arrived", "cancel_in_shopify", "fulfil_in_shopify", "reopen_in_shopify", "swap_in_shopify"].includes(action)
  )
    return false;
  if (actor.roles.includes("admin")) return true;
  const byHand = [
    "move",
    "cancel",
    "replace_photo",
    "place_photo",
    "replace_artfile",
    "keep_photo",
    "approve_artwork",
    "request_changes",
    "reprint",
  ];
  if (actor.roles.includes("manager") && byHand.includes(action)) return true;
  return WORKING_ROLES.some(
    (role) =>
      actor.roles.includes(role) &&
      assignees[role] === actor.memberId &&
      ruleFor(item.step, action)?.who.includes(role) === true,
  );
}
