import { describe, expect, it } from "vitest";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { labelOf, offeredActions } from "./offered-actions.ts";

type Card = Pick<ItemCard, "step" | "actions" | "photos">;
const card = (rest: Partial<Card>): Card => ({
  step: "photo_review",
  actions: ["reject_photo", "replace_photo", "move", "cancel"],
  photos: [{} as ItemCard["photos"][number]],
  ...rest,
});
const words = (one: Card) => offeredActions(one).main.map((action) => labelOf(one, action));

describe("the buttons of an item", () => {
  it("replacing a photo stands under More", () => {
    expect(words(card({}))).toEqual(["Reject"]);
    expect(offeredActions(card({})).aside).toEqual(["replace_photo", "move", "cancel"]);
  });

  it("without a photo, attaching one comes first and is called so", () => {
    expect(words(card({ photos: [] }))).toEqual(["Attach photo", "Reject"]);
    expect(offeredActions(card({ photos: [] })).aside).toEqual(["move", "cancel"]);
  });

  it("a photo without a line is given one first", () => {
    expect(words(card({ actions: ["reject_photo", "place_photo"] }))).toEqual([
      "Say which line it belongs to",
      "Reject",
    ]);
  });

  it("what is done for the customer keeps their words", () => {
    expect(words(card({ step: "photo_issue", photos: [], actions: ["replace_photo"] }))).toEqual([
      "Attach a new photo for the customer",
    ]);
  });

  it("only what is asked for is offered", () => {
    expect(offeredActions(card({}), ["reject_photo"])).toEqual({ main: ["reject_photo"], aside: [] });
  });
});
