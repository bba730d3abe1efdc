import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { uninstallApp } from "./installation.ts";
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

describe("refreshing", () => {
  const refresh = (token: string) => local.askForToken({ grant_type: "refresh_token", refresh_token: token });

  test("a refresh gives a new pair, and the old refresh token dies once the new pair is used", async () => {
    const first = (await json(await local.exchange())) as Record<"access_token" | "refresh_token" | "scope", string>;
    const second = await json(await refresh(first.refresh_token!));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await askShop(second.access_token!)).status).toBe(200);
    const again = await refresh(first.refresh_token!);
    expect([again.status, (await json(again)).error]).toEqual([400, "invalid_grant"]);
  });

  test("a lost answer can be asked for again, and then only the last pair can be refreshed", async () => {
    const first = (await json(await local.exchange())) as Record<"access_token" | "refresh_token" | "scope", string>;
    const lost = await json(await refresh(first.refresh_token!));
    const second = await refresh(first.refresh_token!);
    expect(second.status).toBe(200);
    expect((await refresh(lost.refresh_token!)).status).toBe(400);
  });

  test("a refresh token dies after 90 days", async () => {
    const first = (await json(await local.exchange())) as Record<"access_token" | "refresh_token" | "scope", string>;
    local.pass(90 * 86_400_000);
    expect((await refresh(first.refresh_token!)).status).toBe(400);
  });
});
