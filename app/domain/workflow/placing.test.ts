// Photos of the whole order are placed by a manager, and a swapped line's artwork is looked at again.
import { describe, expect, test } from "vitest";
import { act, after, item, member, next, order, steps, SYSTEM } from "./given.fixture.ts";
import type { Item } from "../words/situation.ts";
import type { Step } from "../words/steps.ts";

describe("photos of which nobody knows the line", () => {
  const unplaced = item(1, { placeAmong: ["11", "12"] });

  test("go on only when a manager has said which line they belong to", () => {
    const now = order([unplaced]);
    expect(act(now, member("image_processor"), { action: "approve_photo" }, 1)).toMatchObject({
      refused: "not_placed",
    });
    expect(act(now, member("manager"), { action: "move", to: "artwork" }, 1)).toMatchObject({ refused: "not_placed" });
    expect(act(now, member("image_processor"), { action: "place_photo", lineId: "12" }, 1)).toMatchObject({
      refused: "not_your_role",
    });
    expect(act(now, member("manager"), { action: "place_photo", lineId: "13" }, 1)).toMatchObject({
      refused: "no_such_line",
    });
    const placed = act(now, member("manager"), { action: "place_photo", lineId: "12" }, 1);
    expect(placed).toMatchObject({ effects: [{ kind: "place_item", itemId: "item-1", lineId: "12" }] });
    const then = after(now, placed);
    expect(act(then, member("manager"), { action: "place_photo", lineId: "11" }, 1)).toMatchObject({
      refused: "already_placed",
    });
    expect(steps(next(then, member("image_processor"), { action: "approve_photo" }, 1))).toEqual(["artwork"]);
  });

  test("pass a review that is left out as soon as they are placed, and not before", () => {
    const now = order([item(1, { placeAmong: ["11", "12"], skips: ["photo_review"], hasReadablePhoto: false })]);
    const arrived = next(now, SYSTEM, { action: "photo_arrived" }, 1);
    expect(steps(arrived)).toEqual(["photo_review"]);
    expect(steps(next(arrived, member("manager"), { action: "place_photo", lineId: "11" }, 1))).toEqual(["artwork"]);
  });
});

describe("a line that was swapped in Shopify", () => {
  const swapped = (step: Step, but: Partial<Item> = {}) =>
    act(order([item(1, { step, ...but })]), SYSTEM, { action: "swap_in_shopify", note: "Now Large." }, 1);

  test("an artwork that was handed in is looked at again by its artist, and its approval is void", () => {
    const approved = swapped("fulfilment", { approvedArtfileVersion: 1, sentToPrinter: true });
    expect(approved).toMatchObject({
      changes: [
        { set: { step: "artwork", approvedArtfileVersion: null, sentToPrinter: false, reworkCause: "customer" } },
      ],
      effects: expect.arrayContaining([
        expect.objectContaining({ kind: "instruct_artist", instructions: "Now Large." }),
      ]),
    });
  });

  test("what is not drawn yet stays where it is", () => {
    expect(swapped("photo_review")).toMatchObject({ changes: [] });
    expect(swapped("artwork")).toMatchObject({ changes: [] });
  });

  test("never goes forward by it", () => {
    const now = order([item(1, { step: "photo_review", artfileVersion: 1, artfilePhotoVersion: 1 })]);
    expect(steps(after(now, act(now, SYSTEM, { action: "swap_in_shopify", note: "Now Large." }, 1)))).toEqual([
      "photo_review",
    ]);
  });
});
