// Every answer of every door tells the browser what it may do with it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { LISTED } from "./access/listed.ts";
import { letIn, serveEverything, tell, type Everything } from "./every-door.ts";

let all: Everything;
beforeAll(async () => {
  all = await serveEverything();
});
afterAll(() => all?.stop());

const SAFE = {
  "x-content-type-options": "nosniff",
  "strict-transport-security": expect.stringMatching(/^max-age=\d{8}/) as string,
  "referrer-policy": expect.stringMatching(/^(no-referrer|strict-origin-when-cross-origin)$/) as string,
};

it.each(Object.keys(LISTED))("%s, its page and its form, for whoever asks", async (name) => {
  const { path, headers } = letIn(all.cast, name);
  for (const method of ["GET", "POST", "OPTIONS", "PUT"])
    for (const who of [headers, {}]) {
      const answer = await tell(all.port, { path, method, headers: who });
      const isInTheme = answer.headers["content-type"]?.startsWith("application/liquid");
      const isPage = answer.headers["content-type"]?.startsWith("text/html");
      expect([method, answer.headers]).toEqual([
        method,
        expect.objectContaining({
          ...SAFE,
          "content-security-policy": isInTheme
            ? "object-src 'none'"
            : isPage
              ? expect.stringMatching(/^frame-ancestors https:[^;]*; default-src 'none'; script-src/)
              : expect.stringMatching(/default-src 'none'; (frame-ancestors 'none'|sandbox)/),
        }),
      ]);
    }
});

it.each(["/nowhere", "/assets/none.js", "/customer-page.css", "/customer-page.js", "/app/x%", "/app/x%00"])(
  "%s too",
  async (path) => {
    expect((await tell(all.port, { path })).headers).toMatchObject({
      ...SAFE,
      "content-security-policy": expect.stringMatching(/default-src 'none'/) as string,
    });
  },
);
