import { describe, expect, it } from "vitest";
import { item } from "../workflow/given.fixture.ts";
import { STEPS } from "../words/steps.ts";
import { formsShown, standingShown, versionsShown } from "./shown-to-customer.ts";

describe("where an item of a cancelled order is, for its customer", () => {
  it("is cancelled, unless it was done before", () => {
    const read = STEPS.map((step) => standingShown(item(1, { step }), { cancelledInShopify: true }, true));
    expect(read).toEqual(STEPS.map((step) => (step === "done" ? "done" : "cancelled")));
    expect(standingShown(item(1, { step: "artwork" }), { cancelledInShopify: false }, true)).toBe("being_drawn");
  });

  it("is told at once, also while a member may still take something back", () => {
    expect(standingShown(item(1), { cancelledInShopify: true }, false)).toBe("cancelled");
    expect(standingShown(item(1), { cancelledInShopify: false }, false)).toBe("just_changed");
  });
});

describe("the versions of its artwork", () => {
  const version = (n: number, said: { approvedOn?: string; request?: string } = {}) => ({
    version: n,
    approvedOn: null,
    request: null,
    ...said,
  });
  const drawn = (but: Parameters<typeof item>[1]) => item(1, { artfileVersion: 3, artfilePhotoVersion: 1, ...but });
  const versions = [version(3), version(2, { request: "Bluer, please" }), version(1)];
  const shown = (but: Parameters<typeof item>[1], isSettled = true) =>
    versionsShown(drawn(but), versions, { newest: 3, isSettled });

  it("are the newest, once it is the customer's to look at or they have approved it", () => {
    expect(shown({ step: "customer_approval" }).artwork).toBe(versions[0]);
    expect(shown({ step: "fulfilment", approvedArtfileVersion: 3 }).artwork).toBe(versions[0]);
    for (const step of ["artwork", "quality_control", "fulfilment"] as const)
      expect(shown({ step, approvedArtfileVersion: 2 }).artwork).toBeNull();
  });

  it("are not the newest while a member may still take it back", () => {
    expect(shown({ step: "customer_approval" }, false).artwork).toBeNull();
    expect(shown({ step: "fulfilment", approvedArtfileVersion: 3 }, false).artwork).toBeNull();
  });

  it("are the earlier ones that the customer has spoken about, the newest not twice", () => {
    expect(shown({ step: "customer_approval" }).earlier).toEqual([versions[1]]);
    const approved = [version(2, { approvedOn: "1 May 2026" }), version(1, { approvedOn: "1 April 2026" })];
    const now = { newest: 2, isSettled: true };
    expect(versionsShown(drawn({ step: "customer_approval" }), approved, now)).toEqual({
      artwork: approved[0],
      earlier: [approved[1]],
    });
    expect(versionsShown(drawn({ step: "artwork" }), approved, now)).toEqual({ artwork: null, earlier: approved });
  });

  it("are none while there is none", () => {
    const none = versionsShown(item(1), [], { newest: 0, isSettled: true });
    expect(none).toEqual({ artwork: null, earlier: [] });
  });
});

describe("the forms of a file", () => {
  const stored = { thumbKey: null, middleKey: null, screenKey: null, storageKey: "key", renditions: "none" };
  const nothing = { thumb: false, middle: false, screen: false, original: false, isComing: false, isGone: false };

  it("are its pictures where they are made, and then not the file itself", () => {
    const made = { ...stored, thumbKey: "thumb", screenKey: "screen", renditions: "made", state: "ready" };
    expect(formsShown(made)).toEqual({ ...nothing, thumb: true, screen: true });
    expect(formsShown({ ...made, middleKey: "middle" })).toMatchObject({ thumb: true, middle: true, screen: true });
  });

  it("are none yet while pictures are to come", () => {
    expect(formsShown(stored)).toEqual({ ...nothing, isComing: true });
    expect(formsShown({ ...stored, storageKey: null, state: "fetching" })).toEqual({ ...nothing, isComing: true });
  });

  it("are the file itself where no picture can be made of it", () => {
    for (const renditions of ["no_preview", "failed"])
      expect(formsShown({ ...stored, renditions })).toEqual({ ...nothing, original: true });
    expect(formsShown({ ...stored, renditions: "no_preview", storageKey: null })).toEqual(nothing);
  });

  it("are none of a file whose time was over, and of one that was had again what there is", () => {
    const deletedAt = new Date(0);
    expect(formsShown({ ...stored, renditions: "failed", deletedAt })).toEqual({ ...nothing, isGone: true });
    const photo = { ...stored, storageKey: null, deletedAt };
    expect(formsShown({ ...photo, state: "failed" })).toEqual({ ...nothing, isGone: true });
    expect(formsShown({ ...photo, state: "fetching" })).toEqual({ ...nothing, isComing: true });
    const again = { ...stored, thumbKey: "thumb", screenKey: "screen", renditions: "made", state: "ready" };
    expect(formsShown({ ...again, deletedAt })).toEqual({ ...nothing, thumb: true, screen: true });
  });

  it("are none of a photo that has failed", () => {
    expect(formsShown({ ...stored, state: "failed" })).toEqual(nothing);
    expect(formsShown({ ...stored, state: "failed", renditions: "failed" })).toEqual(nothing);
  });
});
