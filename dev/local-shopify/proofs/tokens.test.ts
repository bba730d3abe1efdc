import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { uninstallApp } from "./installation.ts";
import { revokeFormerSecret, rotateSecret, signingSecret } from "./secrets.ts";
import { mintSessionToken } from "./session-token.ts";
import { startForTests, type Started } from "../started-for-tests.ts";

let local: Started;
beforeEach(async () => void (local = await startForTests()));
afterEach(() => local.stop());

const online = { requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token" };
const shopQuery = { query: "{ shop { name } }" };
const json = async (answer: Response) => (await answer.json()) as Record<string, string>;
const askShop = (token: string) =>
  local.post(`/platform/${local.shop.domain}/admin/api/2026-10/graphql.json`, shopQuery, {
    "x-shopify-access-token": token,
  });

describe("opening the app in the admin", () => {
  test("a session token is exchanged for an offline token that lives an hour and can be refreshed", async () => {
    const answer = await local.exchange();
    expect(answer.status).toBe(200);
    expect(await json(answer)).toMatchObject({
      expires_in: 3600,
      scope: expect.stringContaining("write_orders"),
      refresh_token: expect.any(String),
      refresh_token_expires_in: 7_776_000,
    });
  });

  test("an offline token asked for without expiry has none", async () => {
    const body = await json(await local.exchange({ expiring: "0" }));
    expect(body).not.toHaveProperty("expires_in");
    expect(body).not.toHaveProperty("refresh_token");
  });

  test("an online token says who is working", async () => {
    const ida = local.shop.staff[2]!;
    const body = await json(
      await local.exchange({ ...online, subject_token: mintSessionToken(local.ctx, local.shop, ida) }),
    );
    expect(body).toMatchObject({
      expires_in: 86_399,
      associated_user_scope: body.scope,
      associated_user: {
        id: ida.id,
        first_name: "Ida",
        last_name: "Imhof",
        email: ida.email,
        account_owner: false,
        locale: "en",
        collaborator: false,
        email_verified: true,
      },
    });
  });

  test("the scopes leave out what a write scope implies", async () => {
    const { scope } = (await json(await local.exchange())) as Record<
      "access_token" | "refresh_token" | "scope",
      string
    >;
    expect(scope).toBe(
      "write_orders,read_products,read_customers,write_merchant_managed_fulfillment_orders,write_app_proxy",
    );
  });
});

describe("what is refused", () => {
  const staff = () => local.shop.staff[0]!;
  test.each([
    [
      "an expired session token",
      () => mintSessionToken(local.ctx, local.shop, staff(), { exp: local.clock.now / 1000 - 11 }),
    ],
    [
      "a session token from the future",
      () => mintSessionToken(local.ctx, local.shop, staff(), { nbf: local.clock.now / 1000 + 60 }),
    ],
    ["a session token for another app", () => mintSessionToken(local.ctx, local.shop, staff(), { aud: "another-app" })],
    [
      "a session token of another shop",
      () => mintSessionToken(local.ctx, local.state.shops[1]!, local.state.shops[1]!.staff[0]!),
    ],
    [
      "a session token of somebody who does not work here",
      () => mintSessionToken(local.ctx, local.shop, staff(), { sub: "1" }),
    ],
    [
      "a session token with a changed signature",
      () => `${mintSessionToken(local.ctx, local.shop, staff()).slice(0, -4)}AAAA`,
    ],
    ["no session token", () => ""],
  ])("%s", async (_name, token) => {
    const answer = await local.exchange({ subject_token: token() });
    expect(answer.status).toBe(400);
    expect(await json(answer)).toMatchObject({ error: "invalid_subject_token" });
  });

  test("a wrong client secret", async () => {
    const answer = await local.exchange({ client_secret: "wrong" });
    expect([answer.status, (await json(answer)).error]).toEqual([401, "invalid_client"]);
  });

  test("an unknown app", async () => {
    const answer = await local.exchange({ client_id: "wrong" });
    expect([answer.status, (await json(answer)).error]).toEqual([400, "application_cannot_be_found"]);
  });

  test("an access token after an hour", async () => {
    const { access_token: token } = (await json(await local.exchange())) as Record<
      "access_token" | "refresh_token" | "scope",
      string
    >;
    expect((await askShop(token)).status).toBe(200);
    local.pass(3_600_000);
    const answer = await askShop(token);
    expect(answer.status).toBe(401);
    expect(await json(answer)).toEqual({
      errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
    });
  });

  test("every token once the shop has uninstalled the app", async () => {
    const { access_token: token, refresh_token: refresh } = (await json(await local.exchange())) as Record<
      "access_token" | "refresh_token" | "scope",
      string
    >;
    uninstallApp(local.ctx, local.shop);
    expect((await askShop(token)).status).toBe(401);
    expect((await local.askForToken({ grant_type: "refresh_token", refresh_token: refresh })).status).toBe(400);
  });

  test("a token of another shop", async () => {
    const { access_token: token } = (await json(await local.exchange())) as Record<
      "access_token" | "refresh_token" | "scope",
      string
    >;
    const answer = await local.post(
      `/platform/${local.state.shops[1]!.domain}/admin/api/2026-10/graphql.json`,
      shopQuery,
      { "x-shopify-access-token": token },
    );
    expect(answer.status).toBe(401);
  });

  test("another version of the API", async () => {
    const answer = await local.post(`/platform/${local.shop.domain}/admin/api/2020-01/graphql.json`, shopQuery);
    expect(answer.status).toBe(404);
  });
});

test("an address that is not on the app's IP allowlist is refused with a page, whatever it asks", async () => {
  const { access_token: token } = await json(await local.exchange());
  local.faults.addressRefused = true;
  for (const answer of [await local.exchange(), await askShop(token!)]) {
    expect([answer.status, answer.headers.get("content-type")]).toEqual([403, "text/html; charset=utf-8"]);
    expect(await answer.text()).toContain("<h1>");
  }
});

test("two secrets work until the old one is revoked; the old one signs, and what was given for it dies with it", async () => {
  const oldSecret = local.ctx.registration.apiSecret;
  const { access_token: ofOld } = await json(await local.exchange(online));
  rotateSecret(local.ctx, "another-secret-not-a-secret");
  expect(signingSecret(local.ctx)).toBe(oldSecret);
  expect((await local.exchange({ client_secret: oldSecret })).status).toBe(200);
  const { access_token: ofNew } = await json(await local.exchange());
  revokeFormerSecret(local.ctx);
  expect(signingSecret(local.ctx)).toBe("another-secret-not-a-secret");
  expect((await local.exchange({ client_secret: oldSecret })).status).toBe(401);
  expect([(await askShop(ofOld!)).status, (await askShop(ofNew!)).status]).toEqual([401, 200]);
});

describe("refreshing", () => {
  const refresh = (token: string) => local.askForToken({ grant_type: "refresh_token", refresh_token: token });

  type Given = Record<"access_token" | "refresh_token" | "scope", string>;
  const given = async (answer: Promise<Response>) => (await json(await answer)) as Given;
  const refusal = async (token: string) => {
    const answer = await refresh(token);
    return [answer.status, (await json(answer)).error];
  };
  const DEAD = [400, "invalid_grant"];

  test("a refresh gives a new pair and revokes the token before; its refresh token has worked once when the new one works", async () => {
    const first = await given(local.exchange());
    const second = await given(refresh(first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await askShop(first.access_token)).status).toBe(401);
    expect((await askShop(second.access_token)).status).toBe(200);
    expect((await refresh(second.refresh_token)).status).toBe(200);
    expect(await refusal(first.refresh_token)).toEqual(DEAD);
  });

  test("a lost answer can be asked for again, and then only the last pair lives", async () => {
    const first = await given(local.exchange());
    const lost = await given(refresh(first.refresh_token));
    const second = await given(refresh(first.refresh_token));
    expect((await askShop(second.access_token)).status).toBe(200);
    expect((await askShop(lost.access_token)).status).toBe(401);
    expect(await refusal(lost.refresh_token)).toEqual(DEAD);
  });

  test("a lost answer can be asked for again for 30 days from the first time, and no longer", async () => {
    const first = await given(local.exchange());
    await refresh(first.refresh_token);
    local.pass(20 * 86_400_000);
    expect((await refresh(first.refresh_token)).status).toBe(200);
    local.pass(10 * 86_400_000);
    expect(await refusal(first.refresh_token)).toEqual(DEAD);
  });

  test("a new exchange revokes the pair before it, and leaves online tokens alone", async () => {
    const first = await given(local.exchange());
    const member = await given(local.exchange(online));
    const second = await given(local.exchange());
    expect((await askShop(first.access_token)).status).toBe(401);
    expect(await refusal(first.refresh_token)).toEqual(DEAD);
    expect((await askShop(member.access_token)).status).toBe(200);
    expect((await askShop(second.access_token)).status).toBe(200);
  });

  test("a slow answer comes when its time has come; what it grants counts at once", async () => {
    const first = await given(local.exchange());
    local.ctx.tokenMs = () => 300;
    const slow = local.exchange();
    while (local.ctx.agenda.until() === null) await new Promise(setImmediate);
    expect((await askShop(first.access_token)).status).toBe(401);
    local.pass(300);
    expect((await askShop((await given(slow)).access_token)).status).toBe(200);
  });

  test("a refresh token dies after 90 days", async () => {
    const first = (await json(await local.exchange())) as Record<"access_token" | "refresh_token" | "scope", string>;
    local.pass(90 * 86_400_000);
    expect((await refresh(first.refresh_token!)).status).toBe(400);
  });
});
