// /metrics tells whoever has the token how the whole installation does, and nothing of any shop or person.
import { createServer, type AddressInfo } from "node:net";
import { afterAll, expect, it, vi } from "vitest";
import { db, disconnect, pool } from "../../app/adapters/db.ts";
import { enqueue } from "../../app/adapters/queue/queue.ts";
import { metrics } from "../../app/adapters/metrics/metrics.ts";
import { serveRoutes } from "./serve-routes.ts";
import { makeOrder, makeShop } from "./shop.ts";

const TOKEN = "a-token-that-is-no-secret-of-anybody";
process.env.METRICS_TOKEN = TOKEN;
const web = await serveRoutes({
  "routes/files.$token": {
    path: "files/:token",
    module: { loader: () => new Response("here", { status: 202 }) },
  },
});
afterAll(() => web.stop());
const at = (path: string, authorization = "") =>
  fetch(`http://127.0.0.1:${web.port}/${path}`, { headers: { authorization } });

it("nobody reads it without the token", async () => {
  const answers = [await at("metrics"), await at("metrics", `Bearer ${TOKEN}x`), await at("metrics", TOKEN)];
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(await answers[0]!.text()).toBe("");
});

it("there is no such address where no token is set", () => {
  let passed = 0;
  void metrics(undefined).tell({ headers: {} } as never, {} as never, () => (passed += 1));
  expect(passed).toBe(1);
});

it("tells of requests by their route, of the queue, emails and holds, in the form of Prometheus", async () => {
  const { shopId } = await makeShop("told-of-nowhere.myshopify.com");
  const { orderId, name } = await makeOrder(shopId);
  await db().order.updateMany({ where: { shopId }, data: { unheldSince: new Date() } });
  await db().email.create({
    data: { shopId, orderId, kind: "order_issue", round: 1, state: "unknown", sendAt: new Date() },
  });
  await db().email.create({
    data: { shopId, orderId, kind: "order_issue", round: 2, state: "delivered", sendAt: new Date() },
  });
  await enqueue(db(), "fetch-item-photo", { shopId, photoId: orderId });
  await pool().query("UPDATE graphile_worker._private_jobs SET run_at = now() - interval '90 s'");
  await at("files/a-secret-address?token=another");
  const answer = await at("metrics", `Bearer ${TOKEN}`);
  expect(answer.headers.get("content-type")).toContain("version=0.0.4");
  const text = await answer.text();
  expect(text).toContain('proofline_request_seconds_count{route="routes/files.$token",method="GET",status="202"} 1');
  expect(text).toContain('proofline_jobs_waiting{class="photos"} 1');
  expect(Number(/proofline_jobs_oldest_seconds\{class="photos"\} ([0-9.]+)/.exec(text)![1])).toBeGreaterThanOrEqual(90);
  for (const line of [
    'proofline_emails{state="unknown"} 1',
    "proofline_orders_unheld 1",
    "proofline_database_up 1",
    "proofline_worker_heartbeat_seconds -1",
  ])
    expect(text).toContain(line);
  // How many were ever sent would be counted anew at each look.
  expect(text).not.toContain('proofline_emails{state="delivered"}');
  for (const word of [shopId, orderId, name, "told-of-nowhere", "secret-address", "another", "Carla"])
    expect(text).not.toContain(word);

  await db().order.updateMany({ where: { shopId }, data: { unheldSince: null } });
  expect(await (await at("metrics", `Bearer ${TOKEN}`)).text()).toContain("proofline_orders_unheld 1");
});

it("answers before it is given up by whoever asks, while a database takes connections and says nothing", async () => {
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await new Promise((ready) => silent.once("listening", ready));
  await disconnect();
  vi.stubEnv("DATABASE_URL", `postgres://nobody@127.0.0.1:${(silent.address() as AddressInfo).port}/nowhere`);
  vi.resetModules();
  const { metrics: anew } = await import("../../app/adapters/metrics/metrics.ts");
  const text = await new Promise((give) => {
    const response = { set: () => response, type: () => response, send: give };
    void anew(TOKEN).tell({ headers: { authorization: `Bearer ${TOKEN}` } } as never, response as never, give);
  });
  expect(text).toContain("proofline_database_up 0");
  vi.unstubAllEnvs();
  silent.close();
}, 8_000);
