import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startForTests, type Started } from "./started-for-tests.ts";

let local: Started;
beforeEach(async () => void (local = await startForTests({ now: Date.now })));
afterEach(() => local.stop());

/** Runs a script as the app is run, with a proxy in its environment that leads nowhere. */
async function runApart(script: string): Promise<unknown> {
  const preload = fileURLToPath(new URL("preload.mjs", import.meta.url));
  const nowhere = "http://127.0.0.1:9";
  const env = {
    ...process.env,
    LOCAL_SHOPIFY_URL: local.hubOrigin,
    HTTPS_PROXY: nowhere,
    HTTP_PROXY: nowhere,
    https_proxy: nowhere,
    http_proxy: nowhere,
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", preload, "--input-type=module", "-e", script],
    { env, cwd: fileURLToPath(new URL("../..", import.meta.url)) },
  );
  return JSON.parse(stdout);
}

test("a mail sent with the mail service's own client lands in the mailbox", async () => {
  const status = await runApart(`
    import mail from "@sendgrid/mail";
    mail.setApiKey(${JSON.stringify(local.ctx.mail.apiKey)});
    const [answer] = await mail.send({ to: "carla@customers.example", from: "art@pawtraits.example", subject: "Hello", text: "Hello", html: "<p>Hello</p>", customArgs: { email_id: "7" } });
    console.log(JSON.stringify([answer.statusCode, answer.headers["x-message-id"]]));
  `);
  expect(status).toEqual([202, local.state.mails[0]!.id]);
  expect(local.state.mails[0]).toMatchObject({ subject: "Hello", customArgs: { email_id: "7" } });
});

test("the Shopify library exchanges a token and asks the Admin API", async () => {
  const { mintSessionToken } = await import("./proofs/session-token.ts");
  const answer = await runApart(`
    import "@shopify/shopify-api/adapters/node";
    import { shopifyApi, RequestedTokenType } from "@shopify/shopify-api";
    const shopify = shopifyApi({ apiKey: ${JSON.stringify(local.ctx.registration.apiKey)}, apiSecretKey: ${JSON.stringify(local.ctx.registration.apiSecret)}, apiVersion: "2026-10", hostName: "localhost", isEmbeddedApp: true, logger: { level: 0, log: () => {} } });
    const shop = "pawtraits.myshopify.com";
    const exchange = (requestedTokenType) => shopify.auth.tokenExchange({ shop, sessionToken: ${JSON.stringify(mintSessionToken(local.ctx, local.shop, local.shop.staff[0]!))}, requestedTokenType, expiring: true });
    const { session: offline } = await exchange(RequestedTokenType.OfflineAccessToken);
    const { session: online } = await exchange(RequestedTokenType.OnlineAccessToken);
    const { session: fresh } = await shopify.auth.refreshToken({ shop, refreshToken: offline.refreshToken });
    const { data } = await new shopify.clients.Graphql({ session: fresh }).request("{ shop { name } }");
    let refusal;
    try { await new shopify.clients.Graphql({ session: fresh }).request("{ shop { nonsense } }"); } catch (error) { refusal = error.constructor.name; }
    console.log(JSON.stringify({ name: data.shop.name, user: online.onlineAccessInfo.associated_user.first_name, id: online.id, hasRefresh: Boolean(fresh.refreshToken), refusal }));
  `);
  expect(answer).toEqual({
    name: "Pawtraits",
    user: "Olivia",
    id: `pawtraits.myshopify.com_${local.shop.staff[0]!.id}`,
    hasRefresh: true,
    refusal: "GraphqlQueryError",
  });
});

test("requests to anybody else go where they went before", async () => {
  const answer = await runApart(`
    import https, { request } from "node:https";
    const { localAddress } = await import("./dev/local-shopify/preload.mjs");
    console.log(JSON.stringify([localAddress("https://example.com/a"), localAddress("https://myshopify.com.evil.example/"), localAddress("http://pawtraits.myshopify.com/"), request === https.request]));
  `);
  expect(answer).toEqual([null, null, null, true]);
});
