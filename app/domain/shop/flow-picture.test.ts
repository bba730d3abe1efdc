import { describe, expect, test } from "vitest";
import { DEFAULT_FLOW, wholeFlow, type Flow } from "../words/flow.ts";
import { STRAIGHT_WAY } from "../words/steps.ts";
import { countRoles, drawFlow } from "./flow-picture.ts";

const drawn = (flow: Partial<Flow> = {}, counts = {}) =>
  Object.fromEntries(drawFlow({ ...DEFAULT_FLOW, ...flow }, counts).map((one) => [one.step, one]));

describe("the picture of the flow", () => {
  test("has every step in its order, with who works there", () => {
    expect(drawFlow(DEFAULT_FLOW, {}).map(({ step }) => step)).toEqual(STRAIGHT_WAY);
    const { photo_review, artwork, customer_approval, done } = drawn({}, { artist: 3, image_processor: 1 });
    expect([photo_review!.who, artwork!.who, customer_approval!.who, done!.who]).toEqual([
      "1 image processor",
      "3 artists",
      "The customer",
      null,
    ]);
  });

  test("says where nobody holds the role, but not of a step that is left out", () => {
    expect(drawn().quality_control).toMatchObject({ isUnmanned: true, who: "No quality controller yet: admins do it" });
    expect(drawn({ skips: ["quality_control"] }).quality_control).toMatchObject({
      isUnmanned: false,
      isLeftOut: true,
      who: null,
      notes: ["Artfiles go on unchecked."],
      barrier: null,
    });
  });

  test("shows where items of an order wait for each other", () => {
    const barriers = (flow: Partial<Flow>) =>
      drawFlow(wholeFlow(flow), {}).flatMap(({ step, barrier }) => (barrier ? [step] : []));
    expect(barriers({})).toEqual(["artwork", "quality_control", "customer_approval", "fulfilment"]);
    expect(barriers({ skips: ["artwork"] })).toEqual(["quality_control", "customer_approval", "fulfilment"]);
    expect(barriers({ manner: "independently" })).toEqual(["fulfilment"]);
    expect(barriers({ manner: "independently", partialShipping: true })).toEqual([]);
  });

  test("says what a kept photo leads to, where requests go, whether orders are held and wait for their payment", () => {
    expect(drawn({ keepPhotoLeads: "back_to_review", unpaid: "wait" }).photo_review!.notes).toEqual([
      "Orders come in once they are paid.",
      "A photo that the customer keeps in spite of an issue comes back here.",
    ]);
    expect(drawn().customer_approval!.notes).toEqual(["Requests for changes go to Artfile Quality Control."]);
    expect(drawn({ skips: ["quality_control"] }).customer_approval!.notes).toEqual([
      "Requests for changes go to Artfile Production.",
    ]);
    expect(drawn({ holds: "off" }).fulfilment!.notes).toEqual(["Not held in Shopify before approval."]);
  });

  test("counts nobody who has left", () => {
    const members = [
      { roles: ["artist", "admin"] as const, hasLeft: false },
      { roles: ["artist"] as const, hasLeft: true },
    ];
    expect(countRoles(members)).toMatchObject({ artist: 1, admin: 1, fulfiller: 0 });
  });
});
