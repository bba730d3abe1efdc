import { expect, it } from "vitest";
import { item, order } from "../workflow/given.fixture.ts";
import type { Flow } from "../words/flow.ts";
import { holdShown, type HoldFacts } from "./hold-shown.ts";
import { wantedInShopify } from "./wanted.ts";

const now = new Date("2026-11-27T12:00:00Z");
const approved = item(1, { step: "fulfilment", approvedArtfileVersion: 1 });
const drawn = item(2, { step: "customer_approval" });
const lifted = [{ fulfillmentOrderId: "a", times: 1, at: "2026-11-27T10:00:00Z", lineIds: ["2"] }];
const HOLD = { fulfillmentOrderId: "a", holdId: "h" };

function facts(but: Partial<HoldFacts> = {}, items = [approved, drawn], flow: Partial<Flow> = {}): HoldFacts {
  const situation = order(items, flow);
  const lines = items.map(({ id, number, step }) => ({ id, lineId: String(number), step, visibleAt: now }));
  const wanted = wantedInShopify({ situation, items: lines, isOurs: true, now });
  const linesOf = (itemId: string) => lines.filter(({ id }) => id === itemId).map(({ lineId }) => lineId);
  return { situation, wanted, linesOf, holds: [], lifted: [], setting: "leave", isUnheld: true, cause: null, ...but };
}
const shown = (given: HoldFacts, mayHold = true) => holdShown(given, (at) => at.slice(0, 10), mayHold);

it("what is held says why", () => {
  expect(shown(facts({ holds: [HOLD], isUnheld: false }))).toEqual({
    kind: "held",
    sentence: "Held by Proofline in Shopify, because item 2 is not approved.",
    mayHoldAgain: false,
  });
  expect(shown(facts({ holds: [HOLD], isUnheld: false }, [approved]))?.sentence).toBe(
    "Held by Proofline in Shopify, and being released.",
  );
});

it("what is approved is held until nobody can take that back, and says so", () => {
  const takenBackUntil = new Date("2026-11-28T12:02:00Z");
  const lines = [{ id: approved.id, lineId: "1", step: approved.step, visibleAt: takenBackUntil }];
  const given = facts({ holds: [HOLD], isUnheld: false }, [approved]);
  const wanted = wantedInShopify({ situation: given.situation, items: lines, isOurs: true, now });
  expect(shown({ ...given, wanted })?.sentence).toBe(
    "Held by Proofline in Shopify until 2026-11-28, because the approval can be taken back until then.",
  );
});

it("what was released by hand and is left so says since when and what is not approved, with a way to hold it again for those who may", () => {
  const sentence = "Released by hand in Shopify on 2026-11-27: can be shipped although item 2 is not approved.";
  expect(shown(facts({ lifted }))).toEqual({ kind: "released", sentence, mayHoldAgain: true });
  expect(shown(facts({ lifted }), false)).toEqual({ kind: "released", sentence, mayHoldAgain: false });
  const undated = [{ fulfillmentOrderId: "a", times: 1 }];
  expect(shown(facts({ lifted: undated }, [drawn, { ...drawn, id: "x", number: 3 }]))?.sentence).toBe(
    "Released by hand in Shopify: can be shipped although items 2 and 3 are not approved.",
  );
});

it("what was released several times says when for the last time, in whichever order that was noticed", () => {
  const [late, early] = ["2026-11-27T10:00:00Z", "2026-11-20T10:00:00Z"].map((at, place) => ({
    ...{ fulfillmentOrderId: `${place}`, times: 1, at, lineIds: ["2"] },
  }));
  for (const both of [
    [early!, late!],
    [late!, early!],
  ])
    expect(shown(facts({ lifted: both }))?.sentence).toMatch(/^Released by hand in Shopify on 2026-11-27:/);
});

it("with partial shipping only what lies in the released part is named", () => {
  const both = [{ ...approved, step: "artwork" as const }, drawn];
  const flow = { manner: "independently", partialShipping: true } as const;
  expect(shown(facts({ lifted }, both, flow))?.sentence).toContain("although item 2 is");
  expect(shown(facts({ lifted }, both))?.sentence).toContain("although items 1 and 2 are");
});

it("nobody is told that it can be shipped while somebody else holds it", () => {
  const { kind, sentence } = shown(facts({ lifted, isUnheld: false }))!;
  expect([kind, sentence.includes("can be shipped")]).toEqual(["released", false]);
  expect(sentence).toContain("cannot be shipped all the same");
});

it("what is being held again is not said to be held, and why not yet", () => {
  const asked = lifted.map((one) => ({ ...one, isAskedAgain: true as const }));
  const told = shown(facts({ lifted: asked, cause: "cannot_be_held" }))!;
  expect([told.kind, told.mayHoldAgain]).toEqual(["asked_again", false]);
  expect(told.sentence).toContain("Shopify has not confirmed that yet");
  expect(told.sentence).toContain("can be shipped although item 2 is not approved");
  expect(told.sentence).toContain("Shopify lets nobody hold them now");
});

it("what has to be held and is not yet says so, and what needs no hold says nothing", () => {
  expect(shown(facts())).toMatchObject({ kind: "not_yet", mayHoldAgain: false });
  // The flow holds it again by itself.
  expect(shown(facts({ lifted, setting: "again_always" }))?.kind).toBe("not_yet");
  expect(shown(facts({ lifted, isUnheld: false }, [approved]))).toBeNull();
});
