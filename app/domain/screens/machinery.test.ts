import { describe, expect, it } from "vitest";
import { tellMachinery, type MachineryFacts } from "./machinery.ts";

const now = new Date("2026-11-26T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const well: MachineryFacts = {
  now,
  hasWorker: true,
  waiting: { acts: ago(1), emails: null, webhooks: null, photos: null, renditions: null, shopify: null, imports: null },
  storage: "works",
  notKept: 0,
  hearsChanges: true,
  failing: { count: 0, since: null },
  givenUp: { jobs: [], count: 0 },
  hasToken: true,
  isAddressRefused: false,
  toldAt: ago(2),
  untold: null,
};
const waits = (since: Partial<MachineryFacts["waiting"]>) => ({ ...well.waiting, acts: null, ...since });
const titles = (changes: Partial<MachineryFacts>) =>
  tellMachinery({ ...well, ...changes }).troubles.map(({ title }) => title);

describe("whether the machinery runs", () => {
  it("is said in no word when it does, but for when Shopify last told of something", () => {
    expect(tellMachinery(well)).toEqual({ troubles: [], toldAt: ago(2).toISOString() });
    expect(tellMachinery({ ...well, toldAt: null })).toEqual({ troubles: [], toldAt: null });
  });

  it("a missing worker is said, and not that work is late because of it", () => {
    expect(titles({ hasWorker: false, waiting: waits({ acts: ago(30) }) })).toEqual([
      "Nothing is done in the background",
    ]);
    expect(tellMachinery({ ...well, hasWorker: false, waiting: waits({ acts: ago(30) }) }).troubles[0]?.since).toBe(
      ago(30).toISOString(),
    );
  });

  it("work is late after as long as its class may wait, and is named by it", () => {
    expect(titles({ waiting: waits({ acts: ago(5), photos: ago(20), imports: ago(60) }) })).toEqual([]);
    const late = tellMachinery({ ...well, waiting: waits({ acts: ago(6), shopify: ago(16), photos: ago(20) }) });
    expect(late.troubles).toMatchObject([
      {
        title: "What should have been done by now still waits",
        since: ago(16).toISOString(),
        concerns: ["Work that goes on to the next person", "Holds and other changes in Shopify"],
      },
    ]);
  });

  it("a storage that is full or fails is said, and pages that are told nothing; one that is slow is not", () => {
    expect(titles({ storage: "full" })).toEqual(["There is no room for more files"]);
    expect(titles({ storage: "fails" })).toEqual(["Files cannot be kept at this moment"]);
    expect(titles({ storage: "slow" })).toEqual([]);
  });

  it("photos that could not be kept are said, and not beside a storage that is full or fails", () => {
    expect(titles({ notKept: 1 })).toEqual(["1 photo could not be kept yet"]);
    expect(titles({ notKept: 12, storage: "slow" })).toEqual(["12 photos could not be kept yet"]);
    expect(titles({ notKept: 12, storage: "full" })).toEqual(["There is no room for more files"]);
    expect(titles({ notKept: 12, storage: "fails" })).toEqual(["Files cannot be kept at this moment"]);
    expect(titles({ hearsChanges: false })).toEqual(["Open pages are not told of changes"]);
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

  it("what gave up is counted and named by what it was to do, with its orders, and can be tried again", () => {
    const job = (name: string, order: string | null, at = 10) => ({
      job: name,
      since: ago(at),
      order: order === null ? null : { id: order, name: order },
    });
    const jobs = [
      job("send-email", "#1001", 90),
      job("send-email", "#1002"),
      job("clean-up", null),
      job("send-email", "#1001"),
      job("of-long-ago", null),
    ];
    const [told, ...others] = tellMachinery({ ...well, givenUp: { jobs, count: 7 } }).troubles;
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      title: "The machinery: 7 things could not be done",
      since: ago(90).toISOString(),
      concerns: [
        "Send an email (3): #1001, #1002",
        "Clean up in the night",
        "Something in the background",
        "and 2 more",
      ],
      canTryAgain: true,
    });
    expect(titles({ givenUp: { jobs: [job("clean-up", null)], count: 1 } })).toEqual([
      "The machinery: 1 thing could not be done",
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
