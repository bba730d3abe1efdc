// Whoever sends many large bodies at once is not waited for, costs this process no more than a bound, and keeps nobody else out.
import { once } from "node:events";
import { request, type ClientRequest } from "node:http";
import { connect } from "node:net";
import { beforeAll, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { openShop, orderBody, sendWebhook, signedWebhook } from "./intake.ts";
import { noticePort } from "./knock.ts";

const MB = 1024 * 1024;
const STRANGERS = 40;

let port = 0;

beforeAll(async () => {
  port = await noticePort();
  await openShop("pawtraits.myshopify.com");
});

it("of forty strangers with nine megabytes each most are told to come again, and a webhook is taken meanwhile", async () => {
  const before = process.memoryUsage().arrayBuffers;
  const strangers = await Promise.all(Array.from({ length: STRANGERS }, () => beginLarge(9 * MB)));
  const refused = strangers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThanOrEqual(STRANGERS - 11);
  expect(refused.length).toBeLessThan(STRANGERS);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(250 * MB);
  expect(await sendWebhook(orderBody({ id: 1 }), { eventId: "meanwhile" })).toBe(200);
  expect(await db().webhookDelivery.count({ where: { eventId: "meanwhile" } })).toBe(1);
  for (const { asked } of strangers) asked.destroy();
});

it("there is room again when they have gone", async () => {
  await expect.poll(() => sendWebhook("x".repeat(9 * MB))).toBe(200);
});

it("a body in pieces of one byte takes no more than one in large pieces", async () => {
  const socket = connect(port, "127.0.0.1");
  const heard = once(socket, "data");
  const before = process.memoryUsage();
  socket.write("POST /webhooks HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  socket.write("1\r\na\r\n".repeat(500_000));
  socket.write("0\r\n\r\n");
  expect(String((await heard)[0])).toContain(" 401 ");
  const { heapUsed, external } = process.memoryUsage();
  expect(heapUsed + external - before.heapUsed - before.external).toBeLessThan(60 * MB);
  socket.destroy();
});

it("ten megabytes of quotation marks are kept whole", async () => {
  const body = JSON.stringify({ id: 7, quotes: Array.from({ length: 600_000 }, () => 'a"\\') });
  expect(await sendWebhook(body, { eventId: "quotes" })).toBe(200);
  const kept = await db().webhookDelivery.findFirstOrThrow({ where: { eventId: "quotes" } });
  expect(kept.body === body).toBe(true);
});

type Begun = { asked: ClientRequest; status: number | null };

/** Sends so much of a body whose end does not come; resolves when all is sent or an answer is there. */
async function beginLarge(bytes: number): Promise<Begun> {
  const headers = Object.fromEntries(signedWebhook("{}", {}).headers);
  const asked = request({ port, path: "/webhooks", method: "POST", headers, agent: false });
  asked.on("error", () => undefined);
  const begun: Begun = { asked, status: null };
  const answered = once(asked, "response").then(([{ statusCode }]) => void (begun.status = statusCode as number));
  for (let sent = 0; sent < bytes && begun.status === null; sent += MB)
    if (!asked.write(Buffer.alloc(MB, 0x20))) await Promise.race([answered, once(asked, "drain")]);
  return begun;
}
