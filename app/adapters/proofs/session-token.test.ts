import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readSessionToken } from "./session-token.ts";
import { signedAnew } from "./signed-claims.ts";

const NOW = 1_700_000_000_000;
const [CURRENT, FORMER] = ["current-not-a-secret", "former-not-a-secret"];
const claims = {
  iss: "https://pawtraits.myshopify.com/admin",
  dest: "https://pawtraits.myshopify.com",
  aud: "the-app",
  sub: "42",
  exp: NOW / 1000 + 60,
  nbf: NOW / 1000,
};

function minted(changes: Record<string, unknown> = {}, secret = CURRENT, alg = "HS256"): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg, typ: "JWT" })}.${part({ ...claims, ...changes })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
const read = (token: string, now = NOW) =>
  readSessionToken(token, { secrets: [CURRENT, FORMER], apiKey: "the-app", now });

describe("a session token", () => {
  it("says who works at which shop, whichever of the two secrets signed it", () => {
    const token = minted();
    expect(read(token)).toEqual({
      token,
      shopDomain: "pawtraits.myshopify.com",
      shopifyUserId: "42",
      isCurrent: true,
    });
    expect(read(minted({}, FORMER))).toMatchObject({ shopifyUserId: "42", isCurrent: false });
  });

  it("that the old secret signed can be shown as if the new one had", () => {
    expect(signedAnew(minted({}, FORMER), CURRENT)).toBe(minted());
  });

  it("is good for ten seconds more and less than it says, as the library takes it", () => {
    for (const seconds of [-10, 0, 69]) expect(read(minted(), NOW + seconds * 1000)).not.toBeNull();
    for (const seconds of [-11, 70]) expect(read(minted(), NOW + seconds * 1000)).toBeNull();
  });

  it.each([
    ["signed with a third secret", minted({}, "another")],
    ["of another kind of signature", minted({}, CURRENT, "none")],
    ["for another app", minted({ aud: "another-app" })],
    ["for a place that is no shop", minted({ dest: "https://evil.example", iss: "https://evil.example/admin" })],
    ["whose two shops differ", minted({ iss: "https://other.myshopify.com/admin" })],
    ["of nobody", minted({ sub: "" })],
    ["without an end", minted({ exp: undefined })],
    ["that is none", "a.b"],
    ["with a part too many", `${minted()}.x`],
    ["whose signature is missing", minted().replace(/\.[^.]*$/, ".")],
    [
      "that says something else than what was signed",
      minted().replace(/\.[^.]+\./, `.${minted({ sub: "43" }).split(".")[1]}.`),
    ],
  ])("%s proves nothing", (_what, token) => {
    expect(read(token)).toBeNull();
  });
});
