import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startLocalShopify, type LocalShopify } from "../server.ts";
import type { LocalMail } from "../shapes.ts";

let local: LocalShopify;
let app: Server;
let told: { event: string; email: string; proofline_email: string }[];

beforeAll(async () => {
  app = createServer(async (request, response) => {
    told.push(...(JSON.parse(Buffer.concat(await request.toArray()).toString()) as typeof told));
    response.end();
  }).listen(0);
  local = await startLocalShopify({ appOrigin: `http://localhost:${(app.address() as AddressInfo).port}` });
});
beforeEach(() => {
  told = [];
  local.state.mails.splice(0);
});
afterAll(async () => {
  await local.close();
  app.close();
});

const page = async (path: string, init?: RequestInit) => (await fetch(`${local.hubOrigin}${path}`, init)).text();

function arrive(changes: Partial<LocalMail> = {}): LocalMail {
  const mail: LocalMail = {
    id: `m${local.state.mails.length}`,
    at: "2026-01-02T10:00:00.000Z",
    to: "carla@customers.example",
    from: "Pawtraits <hello@pawtraits.example>",
    subject: "Your photo",
    state: "accepted",
    shopDomain: "pawtraits.myshopify.com",
    customArgs: { proofline_email: "e1" },
    text: "Look: https://pawtraits.myshopify.com/apps/proofline?t=1&u=2 now",
    html: '<p>Hello</p><a href="https://pawtraits.myshopify.com/apps/proofline?t=1&amp;u=2">Look</a>',
    ...changes,
  };
  local.state.mails.push(mail);
  return mail;
}

test("messages are listed newest first and filtered by shop and recipient", async () => {
  arrive({ subject: "First" });
  arrive({ subject: "Second", to: "dmitri@customers.example" });
  arrive({ subject: "Third", shopDomain: "lockets.myshopify.com" });
  const all = await page("/mailbox");
  expect(all.indexOf("Third")).toBeLessThan(all.indexOf("First"));
  const toDmitri = await page("/mailbox?to=dmitri%40customers.example");
  expect([toDmitri.includes("Second"), toDmitri.includes("First")]).toEqual([true, false]);
  const ofLockets = await page("/mailbox?shop=lockets.myshopify.com");
  expect([ofLockets.includes("Third"), ofLockets.includes("First")]).toEqual([true, false]);
});

test("a link to the shop opens its storefront on this machine", async () => {
  const { id } = arrive();
  const store = local.storeOrigins["pawtraits.myshopify.com"];
  expect(await page(`/mailbox/${id}/body`)).toContain(`<a href="${store}/apps/proofline?t=1&amp;u=2">`);
  expect(await page(`/mailbox/${id}?view=text`)).toContain(
    `<a href="${store}/apps/proofline?t=1&#38;u=2">https://pawtraits.myshopify.com/apps/proofline?t=1&#38;u=2</a> now`,
  );
});

test("a message cannot run scripts or break out of its page", async () => {
  const { id } = arrive({
    subject: "<script>1</script>",
    html: "<script>alert(1)</script>",
    text: "</pre><img src=x>",
  });
  const policy = (await fetch(`${local.hubOrigin}/mailbox/${id}/body`)).headers.get("content-security-policy");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("sandbox");
  expect(policy).not.toContain("allow-scripts");
  expect(await page(`/mailbox/${id}?view=text`)).not.toMatch(/<script|<img/);
});

test("the buttons change the state and tell the app with the message's own arguments", async () => {
  for (const [event, state] of [
    ["delivered", "delivered"],
    ["open", "opened"],
    ["bounce", "bounced"],
  ] as const) {
    const mail = arrive();
    const response = await fetch(`${local.hubOrigin}/mailbox/${mail.id}/events`, {
      method: "POST",
      body: new URLSearchParams({ event }),
      redirect: "manual",
    });
    expect([response.status, mail.state]).toEqual([303, state]);
    await local.ctx.webhooks.idle();
    expect(told.at(-1)).toMatchObject({ event, email: "carla@customers.example", proofline_email: "e1" });
  }
  expect(
    (
      await fetch(`${local.hubOrigin}/mailbox/m0/events`, {
        method: "POST",
        body: new URLSearchParams({ event: "explode" }),
      })
    ).status,
  ).toBe(404);
});

test("an unknown message is said to be unknown", async () => {
  const response = await fetch(`${local.hubOrigin}/mailbox/nope`);
  expect([response.status, (await response.text()).includes("There is no such message.")]).toEqual([404, true]);
});
