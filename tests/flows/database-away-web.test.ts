// While the database is away the web says so with 503 and a sentence, and answers again when it is back.
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "../../app/adapters/db.ts";
import { openDatabaseProxy } from "./database-proxy.ts";
import { orderBody, signedWebhook } from "./intake.ts";
import { serveRoutes } from "./serve-routes.ts";

const proxy = await openDatabaseProxy(process.env.DATABASE_URL!);
process.env.DATABASE_URL = proxy.url;

const ROUTES = {
  "by-prisma": { loader: async () => new Response(String(await db().shop.count())) },
  "by-sql": { loader: async () => new Response(String((await pool().query("SELECT 1")).rowCount)) },
  broken: {
    loader: async () => {
      throw new Error("a fault of ours");
    },
  },
  refused: {
    loader: async () => {
      throw new Response("not yours", { status: 403 });
    },
  },
};
const web = await serveRoutes(Object.fromEntries(Object.entries(ROUTES).map(([path, module]) => [path, { module }])));
afterAll(() => web.stop());

const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${web.port}/${path}`, init);

describe("the web while its database is away", () => {
  beforeEach(async () => {
    await proxy.refuse();
    await proxy.accept();
  });

  it.each(["by-prisma", "by-sql"])(
    "a page that asks it (%s) is 503 with what to do, and is there again after it",
    async (path) => {
      expect((await at(path)).status).toBe(200);
      await proxy.refuse();
      const answer = await at(path);
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(await answer.text()).toMatch(/cannot reach its database .* Try again in a minute/);
      await proxy.accept();
      expect((await at(path)).status).toBe(200);
    },
  );

  it("Shopify's notice is 503, so that it comes again, and is taken then", async () => {
    const domain = "pawtraits.myshopify.com";
    const body = JSON.stringify(orderBody({}));
    const { headers } = signedWebhook(body, { domain, topic: "orders/create", eventId: "once" });
    const notice = { method: "POST", headers, body };
    await proxy.refuse();
    expect((await at("webhooks", notice)).status).toBe(503);
    await proxy.accept();
    expect((await at("webhooks", notice)).status).toBe(200);
  });

  it("a fault of the app stays one, and a refusal too", async () => {
    expect((await at("broken")).status).toBe(500);
    await proxy.refuse();
    expect((await at("refused")).status).toBe(403);
  });
});
