import { expect, it } from "vitest";
import { REFUSAL_WORDS } from "../words/refusals.ts";
import { item, member, order } from "../workflow/given.fixture.ts";
import { whyNotFulfilled } from "./why-not-fulfilled.ts";

const here = item(1, { step: "fulfilment", approvedArtfileVersion: 1 });
const onTheWay = item(2, { step: "artwork" });

it("nothing keeps the fulfiller from an order that is all there", () => {
  expect(whyNotFulfilled(order([here]), member("fulfiller"))).toBeNull();
});

it("an order that ships together names what is still on the way", () => {
  const done = item(3, { step: "done", approvedArtfileVersion: 1 });
  const told = whyNotFulfilled(order([here, onTheWay, done], { manner: "together" }), member("fulfiller"));
  expect(told).toBe("It ships when the whole order is here. Still on the way: item 2 (Artfile Production).");
});

it("somebody else's order is refused in the words of the refusal", () => {
  const stranger = { ...member("fulfiller"), memberId: "another" };
  expect(whyNotFulfilled(order([here]), stranger)).toBe(REFUSAL_WORDS.not_assigned_to_you);
});

it("of an order with nothing here there is nothing to say", () => {
  expect(whyNotFulfilled(order([onTheWay]), member("fulfiller"))).toBeNull();
});
