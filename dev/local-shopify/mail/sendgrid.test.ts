import eventWebhook from "@sendgrid/eventwebhook";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mailHappened } from "./sendgrid.ts";
import { startForTests, type Started } from "../started-for-tests.ts";

let local: Started;
beforeEach(async () => void (local = await startForTests()));
afterEach(() => local.stop());

const letter = (more: Record<string, unknown> = {}) => ({
  personalizations: [{ to: [{ email: "carla@customers.example" }] }],
  from: { email: "art@pawtraits.example", name: "Pawtraits" },
  reply_to: { email: "hello@pawtraits.example" },
  subject: "Your artwork",
  content: [
    { type: "text/plain", value: "See https://pawtraits.myshopify.com/apps/proofline/o/x" },
    { type: "text/html", value: "<p>See</p>" },
  ],
  custom_args: { email_id: "e-1" },
  ...more,
});
const send = (body: unknown, key = local.ctx.mail.apiKey) =>
  local.post("/sendgrid/v3/mail/send", body, { authorization: `Bearer ${key}` });
const events = async () => {
  await local.ctx.webhooks.idle();
  return local.received
    .filter(({ path }) => path === "/sendgrid-events")
    .map(({ body, headers }) => ({ list: JSON.parse(body) as Record<string, unknown>[], body, headers }));
};

describe("sending", () => {
  test("a message is accepted with an id, lies in the mailbox under its shop, and its events are signed", async () => {
    const answer = await send(letter());
    expect(answer.status).toBe(202);
    expect(local.state.mails).toEqual([
      expect.objectContaining({
        id: answer.headers.get("x-message-id"),
        to: "carla@customers.example",
        from: "Pawtraits <art@pawtraits.example>",
        replyTo: "hello@pawtraits.example",
        customArgs: { email_id: "e-1" },
        shopDomain: local.shop.domain,
        state: "delivered",
      }),
    ]);
    const [one] = await events();
    expect(one!.list).toEqual([
      expect.objectContaining({ event: "processed", email_id: "e-1" }),
      expect.objectContaining({
        event: "delivered",
        email_id: "e-1",
        email: "carla@customers.example",
        sg_event_id: expect.any(String),
      }),
    ]);
    const verifier = new eventWebhook.EventWebhook();
    const key = verifier.convertPublicKeyToECDSA(local.mailPublicKey);
    const [signature, timestamp] = [
      one!.headers["x-twilio-email-event-webhook-signature"]!,
      one!.headers["x-twilio-email-event-webhook-timestamp"]!,
    ];
    expect(verifier.verifySignature(key, one!.body, signature, timestamp)).toBe(true);
    expect(verifier.verifySignature(key, `${one!.body} `, signature, timestamp)).toBe(false);
  });

  test("a message to an address that bounces is told as bounced", async () => {
    await send(letter({ personalizations: [{ to: [{ email: "bounce@customers.example" }] }] }));
    expect((await events())[0]!.list.map(({ event }) => event)).toEqual(["processed", "bounce"]);
    expect(local.state.mails[0]!.state).toBe("bounced");
  });

  test("opening a message in the mailbox is told", async () => {
    await send(letter());
    await events();
    mailHappened(local.ctx, local.state.mails[0]!, "open");
    expect((await events()).at(-1)!.list).toEqual([expect.objectContaining({ event: "open", email_id: "e-1" })]);
  });
});

describe("what is refused", () => {
  test("a wrong key", async () => {
    const answer = await send(letter(), "SG.wrong");
    expect([answer.status, await answer.json()]).toEqual([
      401,
      {
        errors: [
          { message: "The provided authorization grant is invalid, expired, or revoked", field: null, help: null },
        ],
      },
    ]);
  });

  test.each([
    ["without recipients", { personalizations: [] }, "personalizations"],
    ["to nobody", { personalizations: [{ to: [] }] }, "personalizations.0.to"],
    [
      "to something that is no address",
      { personalizations: [{ to: [{ email: "carla" }] }] },
      "personalizations.0.to.0.email",
    ],
    ["without a sender", { from: undefined }, "from.email"],
    ["without a subject", { subject: " " }, "subject"],
    ["without content", { content: [] }, "content"],
    ["with empty content", { content: [{ type: "text/plain", value: "" }] }, "content.0.value"],
    [
      "with html before text",
      {
        content: [
          { type: "text/html", value: "a" },
          { type: "text/plain", value: "b" },
        ],
      },
      "content",
    ],
  ])("a message %s", async (_name, more, field) => {
    const answer = await send(letter(more));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      errors: [{ message: expect.any(String), field, help: expect.stringContaining("sendgrid.com") }],
    });
    expect(local.state.mails).toEqual([]);
  });
});

describe("misbehaviour", () => {
  test.each([
    ["429", 429],
    ["500", 500],
    ["503", 503],
  ] as const)("told to, it answers %s and keeps nothing", async (fault, status) => {
    local.faults.mail = { next: 1, fault };
    expect((await send(letter())).status).toBe(status);
    expect(local.state.mails).toEqual([]);
    expect((await send(letter())).status).toBe(202);
  });

  test("told to, it drops the connection before accepting", async () => {
    local.faults.mail = { next: 1, fault: "reset" };
    await expect(send(letter())).rejects.toThrow();
    expect(local.state.mails).toEqual([]);
  });

  test("told to, it accepts a message and then drops the connection", async () => {
    local.faults.mail = { next: 1, fault: "accept-then-drop" };
    await expect(send(letter())).rejects.toThrow();
    expect(local.state.mails).toHaveLength(1);
    expect((await events())[0]!.list[0]).toMatchObject({ email_id: "e-1" });
  });

  test("told to, it never answers", async () => {
    local.faults.mail = { next: 1, fault: "timeout" };
    const stop = new AbortController();
    const waiting = fetch(`${local.hubOrigin}/sendgrid/v3/mail/send`, {
      method: "POST",
      body: "{}",
      signal: stop.signal,
    });
    setTimeout(() => stop.abort(), 50);
    await expect(waiting).rejects.toThrow();
  });

  test("told to, it loses or repeats events", async () => {
    local.faults.mailEvents = { drop: 1, duplicate: 1 };
    await send(letter());
    expect(await events()).toHaveLength(0);
    await send(letter());
    expect(await events()).toHaveLength(2);
  });
});
