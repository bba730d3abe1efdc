// Whatever a stranger posts or asks, at every door: it is answered with a sentence, none of it is a fault, and little of it is ever held.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { form } from "./access/doors.ts";
import { LISTED } from "./access/listed.ts";
import { letIn, serveEverything, tell, type Everything } from "./every-door.ts";

let all: Everything;
beforeAll(async () => {
  all = await serveEverything();
});
afterAll(() => all?.stop());

const DOORS = Object.keys(LISTED);
const POSTED = DOORS.filter((name) => LISTED[name]!.action);
const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data; boundary=b";

function* endless(piece: Buffer, bytes: number) {
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}

type Body = { type?: string; body: Iterable<Buffer | string> };
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const BROKEN: Record<string, Body> = {
  "nothing at all": { body: [] },
  "no content type": { body: ["a=b"] },
  text: { type: "text/plain", body: ["a=b"] },
  "broken JSON": { type: "application/json", body: ['{"a":'] },
  "a form without a boundary": { type: "multipart/form-data", body: ["--b\r\n"] },
  "a form with another boundary": { type: "multipart/form-data; boundary=other", body: [field("a", "b"), "--b--\r\n"] },
  "half a form": { type: MULTIPART, body: ["--b\r\nContent-Disposition: form-data; na"] },
  "a form with a part without a name": { type: MULTIPART, body: ["--b\r\nX: y\r\n\r\nz\r\n--b--\r\n"] },
  "bad percent signs": { type: FORM, body: ["intent=%E0%A4%A&%=%&actId=%zz"] },
  "null characters": { type: FORM, body: ["intent=a%00b&a%00=1&token=%00&formId=a%00b&actId=a%00&name=%0%000"] },
  "null characters in JSON": {
    type: FORM,
    body: [new URLSearchParams({ intent: "act", command: '{"action":"a\\u0000"}', settings: '"\\u0000"' }).toString()],
  },
  "null characters in parts": {
    type: MULTIPART,
    body: [field("token", "a\0b"), field("actId", "\0"), field("intent", "a\0"), "--b--\r\n"],
  },
  "a file in place of a field": {
    type: MULTIPART,
    body: [field("intent", "act").replace('"intent"', '"intent"; filename="a\0.txt"'), "--b--\r\n"],
  },
};

describe.each(POSTED)("%s", (name) => {
  it.each(Object.keys(BROKEN))("is not broken by %s", async (what) => {
    const { type, body } = BROKEN[what]!;
    const { path, headers } = letIn(all.cast, name);
    const told = await tell(all.port, {
      path,
      method: "POST",
      headers: { ...headers, ...(type && { "content-type": type }) },
      body,
    });
    expect([what, told.status, told.text]).toEqual([
      what,
      expect.toSatisfy(isNoFault),
      expect.not.stringMatching(FAULT),
    ]);
  });

  it.each(["said", "in chunks"])("holds no 40 MB of a field, its length %s", async (how) => {
    const { path, headers } = letIn(all.cast, name);
    for (const [type, opening] of [
      [FORM, "intent="],
      [MULTIPART, '--b\r\nContent-Disposition: form-data; name="intent"\r\n\r\n'],
    ] as const) {
      const piece = Buffer.alloc(65_536, 0x61);
      const bytes = 40_000_000 - (40_000_000 % piece.length);
      const told = await tell(all.port, {
        path,
        method: "POST",
        headers: {
          ...headers,
          "content-type": type,
          ...(how === "said" ? { "content-length": String(bytes + opening.length) } : {}),
        },
        body: (function* () {
          yield opening;
          yield* endless(piece, bytes);
        })(),
      });
      // Doors for files that let nobody in by this form say so first; tus takes no forms.
      const isFiles = /upload|photo|replace|pictures/.test(name);
      if (!isFiles)
        expect([type, told.status, told.text]).toEqual([type, 413, expect.stringMatching(/larger than .*\./)]);
      else expect([type, told.status]).toEqual([type, expect.toSatisfy(isNoFault)]);
    }
  });
});

describe.each(DOORS)("the address of %s", (name) => {
  it("may hold what no address holds", async () => {
    const { path, headers } = letIn(all.cast, name);
    const [pathname = "", search = ""] = path.split("?");
    for (const odd of [
      `${pathname}?${search}&q=a%00b`,
      `${pathname}%00?${search}`,
      `${pathname}/%E0%A4%A?${search}`,
      `${pathname}%?${search}`,
      `${pathname}?${search}&q=%E0%A4%A&after=%&who=%zz&act=%ff`,
      `${pathname}?${search}&after=${encodeURIComponent('{"a":')}&actId=%F0%9F&order=9e999`,
    ])
      for (const method of ["GET", ...(LISTED[name]!.action ? ["POST"] : [])]) {
        const sent =
          method === "POST" ? { method, body: ["a=b"], headers: { ...headers, "content-type": FORM } } : { headers };
        const told = await tell(all.port, { path: odd, ...sent });
        expect([odd, told.status, told.text]).toEqual([
          odd,
          expect.toSatisfy(isNoFault),
          expect.not.stringMatching(FAULT),
        ]);
      }
  });
});

it("an address that leads around the bounds does not", async () => {
  const { headers } = letIn(all.cast, "app.acts");
  const told = await tell(all.port, {
    path: "/uploads/../app/acts",
    method: "POST",
    headers: { ...headers, "content-type": FORM },
    body: endless(Buffer.alloc(65_536, 0x61), 4_000_000),
  });
  expect(told.status).toBe(413);
});

it("a null character in a form's field is left out, and the rest is taken", async () => {
  const { path, headers } = letIn(all.cast, "app.fulfilment");
  const { body } = form({ intent: "create_folder", name: "Null\0s" });
  const told = await tell(all.port, {
    path,
    method: "POST",
    headers: { ...headers, "content-type": FORM },
    body: [String(body)],
  });
  expect(told.text).toContain("Nulls");
});

it("a door that takes no post says so in words", async () => {
  const { path, headers } = letIn(all.cast, "app.search");
  const posted = { path, method: "POST", headers: { ...headers, "content-type": FORM }, body: ["a=b"] };
  expect(await tell(all.port, posted)).toMatchObject({ status: 405, text: '{"message":"Nothing is answered here."}' });
});

it("an odd Host is told so", async () => {
  expect((await tell(all.port, { path: "/healthz", headers: { host: "a b:c" } })).status).toBe(400);
});

const FAULT = /Unexpected Server Error|Internal Server Error|ENOSPC|\n\s+at |invalid byte sequence/;
const isNoFault = (status: unknown) => typeof status === "number" && status >= 200 && status < 500;

describe("what our own pages ask in JSON", () => {
  const asked = (method: string, body: Iterable<string>) => {
    const { path, headers } = letIn(all.cast, "artfiles.direct");
    return tell(all.port, { path, method, headers: { ...headers, "content-type": "application/json" }, body });
  };

  it("is read, also with null characters in it, and a question without a body is answered", async () => {
    const told = await asked("POST", [JSON.stringify({ intent: "begin", fileName: "a\0.png", bytes: 3 })]);
    expect([told.status, told.text]).toEqual([200, expect.stringMatching(/"way":"tus"|"refused":/)]);
    expect((await asked("DELETE", [])).status).toBeLessThan(405);
    expect((await asked("POST", ['{"intent":'])).status).toBe(400);
  });
});
