import { describe, expect, it } from "vitest";
import { tellMachinery, type MachineryFacts } from "./machinery.ts";

const now = new Date("2026-11-26T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const well: MachineryFacts = {
  now,
  hasWorker: true,
  dueSince: ago(1),
  failing: { count: 0, since: null },
  hasToken: true,
  isAddressRefused: false,
  toldAt: ago(2),
  untold: null,
};
const titles = (changes: Partial<MachineryFacts>) =>
  tellMachinery({ ...well, ...changes }).troubles.map(({ title }) => title);

describe("whether the machinery runs", () => {
  it("is said in no word when it does, but for when Shopify last told of something", () => {
    expect(tellMachinery(well)).toEqual({ troubles: [], toldAt: ago(2).toISOString() });
    expect(tellMachinery({ ...well, toldAt: null })).toEqual({ troubles: [], toldAt: null });
  });

  it("a missing worker is said, and not that work is late because of it", () => {
    expect(titles({ hasWorker: false, dueSince: ago(30) })).toEqual(["Nothing is done in the background"]);
    expect(tellMachinery({ ...well, hasWorker: false, dueSince: ago(30) }).troubles[0]?.since).toBe(
      ago(30).toISOString(),
    );
  });

  it("work is late after five minutes", () => {
    expect(titles({ dueSince: ago(5) })).toEqual([]);
    expect(titles({ dueSince: ago(6) })).toEqual(["What should have been done by now still waits"]);
  });

  it("work that fails is counted, unless it fails for something that is said already", () => {
    const failing = { count: 2, since: ago(60) };
    expect(titles({ failing })).toEqual(["2 pieces of background work fail"]);
    expect(titles({ failing: { count: 1, since: null } })).toEqual(["1 piece of background work fails"]);
    expect(titles({ failing, hasToken: false })).toEqual(["Shopify gives the app no access to this shop"]);
    expect(titles({ failing, isAddressRefused: true, hasToken: false })).toEqual([
      "Shopify refuses the address of this app's server",
    ]);
  });

  it("changes that no notice told of are said for a day: as none arriving, or as some missing once others came", () => {
    const untold = { at: ago(10), orders: 1 };
    expect(titles({ untold, toldAt: ago(20) })).toEqual([
      "Shopify's notices do not arrive: 1 order had to be looked for",
    ]);
    expect(titles({ untold, toldAt: null })).toHaveLength(1);
    expect(titles({ untold: { at: ago(10), orders: 3 } })).toEqual([
      "Some of Shopify's notices did not arrive: 3 orders had to be looked for",
    ]);
    expect(titles({ untold: { at: ago(24 * 60), orders: 3 } })).toEqual([]);
  });
});
