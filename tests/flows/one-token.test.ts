// However many ask at the same moment, a shop keeps one living token; without one, what is owed waits and managers know.
// First: the Shopify library keeps the fetch that it finds when it is loaded.
import "../../dev/local-shopify/preload.mjs";
import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db, pool } from "../../app/adapters/db.ts";
import { ShopGone } from "../../app/adapters/shopify/faults.ts";
import { offlineAdmin } from "../../app/adapters/shopify/offline-admin.ts";
import { offlineToken } from "../../app/adapters/shopify/offline-token.ts";
import { operation } from "../../app/adapters/shopify/operation.ts";
import { shopifySessions } from "../../app/adapters/shopify/sessions.ts";
import { staffOf } from "../../app/routes/who/staff.ts";
import { revokeFormerSecret, rotateSecret } from "../../dev/local-shopify/proofs/secrets.ts";
import { mintSessionToken } from "../../dev/local-shopify/proofs/session-token.ts";
import type { LocalStaff } from "../../dev/local-shopify/shapes.ts";
import { unproven } from "./access/cast.ts";
import { wireLocalShopify } from "./local.ts";

const local = await wireLocalShopify();
const { shop, ctx } = local;
const [olivia, max] = shop.staff as [LocalStaff, LocalStaff];
const shopName = operation<{ shop: { name: string } }, Record<string, never>>("query { shop { name } }");
const here = { staffOf, offlineToken };
async function anotherProcess(): Promise<typeof here> {
  vi.resetModules();
  const { staffOf } = await import("../../app/routes/who/staff.ts");
  const { offlineToken } = await import("../../app/adapters/shopify/offline-token.ts");
  return { staffOf, offlineToken };
}
const elsewhere = await anotherProcess();
const offlineId = `offline_${shop.domain}`;
const stored = () => shopifySessions.loadSession(offlineId);
const opensTheApp = (staff: LocalStaff, process = here) =>
  process.staffOf(unproven("/app", { headers: { authorization: `Bearer ${mintSessionToken(ctx, shop, staff)}` } }));
/** As if the shop's access token ended in a minute. */
async function endsSoon(): Promise<void> {
  const session = (await stored())!;
  session.expires = new Date(Date.now() + 60_000);
  await shopifySessions.storeSession(session);
}
/** Answers take as long as this list says, one after the other, then no time. */
const answersTake = (...times: number[]) => void (ctx.tokenMs = () => times.shift() ?? 0);
const livingPair = () =>
  ctx.state.tokens
    .filter(({ staffId, shopDomain }) => staffId === null && shopDomain === shop.domain)
    .map(({ accessToken, refreshToken }) => [accessToken, refreshToken]);

beforeEach(async () => {
  answersTake();
  ctx.state.tokens = [];
  await db().session.deleteMany();
  await db().tokenLease.deleteMany();
});
afterAll(() => local.stop());

async function onePairThatWorks(): Promise<void> {
  const session = (await stored())!;
  expect(livingPair()).toEqual([[session.accessToken, session.refreshToken]]);
  expect(await offlineAdmin(shop.domain).run(shopName, {})).toEqual({ shop: { name: "Pawtraits" } });
  expect(await db().tokenLease.count()).toBe(0);
}

describe("a shop has one living token, and that one is stored", () => {
  it.each([
    ["the first answer is the slow one", [300, 0, 300, 0]],
    ["the second answer is the slow one", [0, 300, 0, 300]],
    ["answers take what they take", [120, 290, 10, 200]],
  ])("when two members open the app at the same moment on two processes: %s", async (_what, times) => {
    answersTake(...times);
    const answersIn = ctx.tokenMs;
    let asked = 0;
    ctx.tokenMs = () => ((asked += 1), answersIn());
    const both = await local.answerSlowly(Promise.all([opensTheApp(olivia), opensTheApp(max, elsewhere)]));
    expect(both.map(({ member }) => member.name)).toEqual(["Olivia Owner", "Max Manager"]);
    // One for each member, and one for the shop: whoever waited takes what the other got.
    expect(asked).toBe(3);
    await onePairThatWorks();
  });

  it("when jobs refresh it while a member's new session exchanges it", async () => {
    await opensTheApp(olivia);
    for (const times of [
      [300, 0, 0],
      [0, 300, 0],
    ]) {
      await endsSoon();
      await shopifySessions.deleteSession(`${shop.domain}_${max.id}`);
      answersTake(...times);
      await local.answerSlowly(
        Promise.all([here.offlineToken(shop.domain), opensTheApp(max, elsewhere), elsewhere.offlineToken(shop.domain)]),
      );
      await onePairThatWorks();
    }
  });

  it("when a token is revoked between two questions of a job", async () => {
    await opensTheApp(olivia);
    const revoked = (await stored())!.accessToken!;
    await local.answerSlowly(
      Promise.all([offlineToken(shop.domain, revoked), elsewhere.offlineToken(shop.domain, revoked)]),
    );
    expect((await stored())!.accessToken).not.toBe(revoked);
    await onePairThatWorks();
  });

  it("when the process that was asking for it died", async () => {
    await opensTheApp(olivia);
    await endsSoon();
    await db().tokenLease.create({
      data: { shopDomain: shop.domain, holder: randomUUID(), until: new Date(Date.now() + 3_600_000) },
    });
    const waits = offlineToken(shop.domain);
    await local.answerSlowly(pool().query("SELECT 1"));
    expect(livingPair()).toHaveLength(1);
    const before = livingPair();
    await db().tokenLease.updateMany({ data: { until: new Date(Date.now() - 1) } });
    expect(await waits).not.toBe(before[0]![0]);
    await onePairThatWorks();
  });

  it("when a process was away for so long that another took over: what it brings late is not stored", async () => {
    await opensTheApp(olivia);
    await endsSoon();
    answersTake(300, 0);
    const late = here.offlineToken(shop.domain);
    while (ctx.agenda.until() === null) await new Promise(setImmediate);
    await db().tokenLease.updateMany({ data: { until: new Date(Date.now() - 1) } });
    const taken = await elsewhere.offlineToken(shop.domain);
    local.pass(300);
    await expect(late).rejects.toThrow("came too late");
    expect((await stored())!.accessToken).toBe(taken);
    await onePairThatWorks();
  });

  it("and while Shopify is asked, no connection of the pool and no transaction is kept", async () => {
    await opensTheApp(olivia);
    await endsSoon();
    answersTake(300);
    const asks = offlineToken(shop.domain);
    while (ctx.agenda.until() === null) await new Promise(setImmediate);
    expect(pool().totalCount - pool().idleCount).toBe(0);
    const { rows } = await pool().query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
    );
    expect(rows).toEqual([]);
    local.pass(300);
    await asks;
  });

  it("a token with fewer scopes than the app asks for now is changed when a member comes whose session is new", async () => {
    await opensTheApp(olivia);
    const session = (await stored())!;
    session.scope = "";
    await shopifySessions.storeSession(session);
    await opensTheApp(olivia);
    expect((await stored())!.accessToken).toBe(session.accessToken);
    await opensTheApp(max);
    expect((await stored())!.accessToken).not.toBe(session.accessToken);
    await onePairThatWorks();
  });

  it("a member whose session is known costs no exchange, and a second member's leaves the shop's token alone", async () => {
    await opensTheApp(olivia);
    const before = livingPair();
    await opensTheApp(olivia, elsewhere);
    await opensTheApp(max, elsewhere);
    expect(livingPair()).toEqual(before);
  });
});

describe("a token that is revoked", () => {
  it("takes the shop's sessions with it, so that the next page exchanges anew", async () => {
    await opensTheApp(olivia);
    await opensTheApp(max);
    ctx.state.tokens = [];
    await expect(offlineAdmin(shop.domain).run(shopName, {})).rejects.toThrow(ShopGone);
    expect(await db().session.count()).toBe(0);
    await opensTheApp(max);
    await onePairThatWorks();
  });
});

describe("while the app's secret is rotated", () => {
  const NEW = "new-secret-not-a-secret";
  const OLD = process.env.SHOPIFY_API_SECRET!;
  afterAll(() => void Object.assign(process.env, { SHOPIFY_API_SECRET: OLD, SHOPIFY_API_SECRET_OLD: "" }));
  const restartedWith = (secret: string, former: string) => {
    Object.assign(process.env, { SHOPIFY_API_SECRET: secret, SHOPIFY_API_SECRET_OLD: former });
    return anotherProcess();
  };

  it("session tokens of either secret open the app, and every token asked for is of the new one, so that the old can go", async () => {
    await opensTheApp(olivia);
    rotateSecret(ctx, NEW);
    const rotated = await restartedWith(NEW, OLD);
    expect((await opensTheApp(max, rotated)).member.name).toBe("Max Manager");
    await endsSoon();
    await rotated.offlineToken(shop.domain);
    revokeFormerSecret(ctx);
    expect((await opensTheApp(olivia, rotated)).member.name).toBe("Olivia Owner");
    await onePairThatWorks();
    expect((await opensTheApp(max, await restartedWith(NEW, ""))).member.name).toBe("Max Manager");
  });

  it("what a third secret signed opens nothing, and nothing is asked of Shopify for it", async () => {
    const stranger = await restartedWith("third-secret-not-a-secret", "fourth-secret-not-a-secret");
    await expect(opensTheApp(olivia, stranger)).rejects.toMatchObject({ status: 401 });
    expect(ctx.state.tokens).toEqual([]);
  });
});
