import { describe, expect, it } from "vitest";
import { together } from "./arrivals.ts";

const limits = { most: 3, mostBytes: 100, bytesOf: (text: string) => text.length, atOnce: 1 };

describe("what arrives together", () => {
  it("is carried out together, so many at most, and each gets its own answer", async () => {
    const shared: string[][] = [];
    const arrive = together(async (ones: string[]) => {
      shared.push(ones);
      return ones.map((one) => one.toUpperCase());
    }, limits);
    expect(await Promise.all(["a", "b", "c", "d"].map(arrive))).toEqual(["A", "B", "C", "D"]);
    expect(shared).toEqual([["a", "b", "c"], ["d"]]);
  });

  it("is of so many bytes at most, and one that is larger goes alone", async () => {
    const shared: number[] = [];
    const arrive = together(async (ones: string[]) => {
      shared.push(ones.length);
      return ones;
    }, limits);
    await Promise.all([60, 30, 500, 60, 60].map((length) => arrive("x".repeat(length))));
    expect(shared).toEqual([2, 1, 1, 1]);
  });

  it("waits while something is carried out, in as many statements at once as may be", async () => {
    let atOnce = 0;
    let most = 0;
    const arrive = together(
      async (ones: string[]) => {
        most = Math.max(most, (atOnce += 1));
        await new Promise(setImmediate);
        atOnce -= 1;
        return ones;
      },
      { ...limits, most: 1, atOnce: 2 },
    );
    const first = ["a", "b", "c", "d"].map(arrive);
    await new Promise(setImmediate);
    await Promise.all([...first, ...["e", "f"].map(arrive)]);
    expect(most).toBe(2);
  });

  it("fails for the one that made it fail, and for no other", async () => {
    const arrive = together(async (ones: string[]) => {
      if (ones.includes("bad")) throw new Error("not this one");
      return ones;
    }, limits);
    const answers = await Promise.allSettled(["a", "bad", "b"].map(arrive));
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await arrive("later")).toBe("later");
  });
});
