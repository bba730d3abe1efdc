// What a page of the frame asks for while the server is away, or meets errors.
import { afterEach, beforeEach, expect, it } from "vitest";
import { askNow, fetchPlainly, steadyTheLine } from "./steady-line.ts";

const HERE = "https://proofline.test/app/orders?_data=orders";
let asked: string[] = [];
let answers: (number | "no line")[] = [];
const before = Object.getOwnPropertyDescriptor(globalThis, "window");

/** A browser's window as far as the line needs one: it answers as `answers` says, and the last of them from then on. */
beforeEach(() => {
  asked = [];
  const fetch = async (input: RequestInfo | URL): Promise<Response> => {
    asked.push(String(input));
    const status = answers.length > 1 ? answers.shift() : answers[0];
    if (typeof status !== "number") throw new TypeError("Failed to fetch");
    return new Response(null, { status });
  };
  const window = { fetch, location: { href: HERE, ...origin(HERE) }, addEventListener: () => undefined };
  Object.defineProperty(globalThis, "window", { value: window, configurable: true });
  steadyTheLine();
});
afterEach(() =>
  before ? Object.defineProperty(globalThis, "window", before) : Reflect.deleteProperty(globalThis, "window"),
);

function origin(href: string) {
  const { origin, pathname } = new URL(href);
  return { origin, pathname };
}

/** What is answered in the end, no pause being waited for. */
async function answerTo(url: string, init?: RequestInit): Promise<Response> {
  const answer = window.fetch(url, init);
  let isOver = false;
  void answer.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  while (!isOver) {
    askNow();
    await new Promise((next) => setImmediate(next));
  }
  return answer;
}

it.each([502, 503, 504, "no line"] as const)("%s is no answer: the page waits until there is one", async (away) => {
  answers = [away, away, 200];
  expect((await answerTo(HERE)).status).toBe(200);
  answers = [away, away, 200];
  expect((await answerTo(HERE, { method: "POST" })).status).toBe(200);
  expect(asked).toHaveLength(6);
});

it("a page in sight that cannot be drawn is asked for four times, one that is gone to once", async () => {
  answers = [500];
  expect((await answerTo(HERE)).status).toBe(500);
  expect(asked).toHaveLength(4);
  expect((await answerTo("https://proofline.test/app/team?_data=team")).status).toBe(500);
  expect(asked).toHaveLength(5);
});

it("what is sent and meets an error is sent once, and told as not known to be done", async () => {
  answers = [500];
  const answer = await answerTo(HERE, { method: "POST" });
  expect(asked).toHaveLength(1);
  expect(await answer.json()).toMatchObject({
    isRefused: true,
    said: expect.stringContaining("may not have been done"),
  });
});

it("a refusal is an answer", async () => {
  answers = [422];
  expect([(await answerTo(HERE)).status, (await answerTo(HERE, { method: "POST" })).status]).toEqual([422, 422]);
  expect(asked).toHaveLength(2);
});

it("what is no page of ours, or has a line of its own, is asked for once", async () => {
  answers = ["no line"];
  for (const other of ["https://cdn.test/a?_data=orders", "https://proofline.test/app/live"])
    await expect(answerTo(other)).rejects.toThrow("Failed to fetch");
  await expect(fetchPlainly(HERE, {})).rejects.toThrow("Failed to fetch");
  expect(asked).toHaveLength(3);
});

it("a person who goes elsewhere waits for nothing any more", async () => {
  answers = ["no line"];
  const leaving = new AbortController();
  const answer = answerTo(HERE, { signal: leaving.signal });
  while (asked.length < 3) await new Promise((next) => setImmediate(next));
  leaving.abort(new Error("gone elsewhere"));
  await expect(answer).rejects.toThrow();
});
