// A shop says in its own words, at its own times and in its customers' language what its emails are.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction, noTransaction } from "../../app/adapters/db.ts";
import { emailSettingsOf, kindsWithTexts, shopsTexts } from "../../app/adapters/mail/email-texts.ts";
import { queueEmail } from "../../app/adapters/mail/emails-outbox.ts";
import { renewLink } from "../../app/adapters/proofs/customer-link.ts";
import { DEFAULT_EMAIL_SETTINGS, type EmailSettings } from "../../app/domain/emails/email-settings.ts";
import { LOCALES } from "../../app/domain/words/locales.ts";
import { EMAIL_WORDS } from "../../app/emails/words/index.ts";
import { openFile } from "../../app/services/artfiles/open-file.ts";
import { askToStop, stopReminders } from "../../app/services/customer/stop-reminders.ts";
import { resetTexts, restoreTexts, saveTexts, showTexts } from "../../app/services/emails/edit-texts.ts";
import { sendEmail } from "../../app/services/emails/send-email.ts";
import { sendAgain } from "../../app/services/emails/send-again.ts";
import { setEmails, showEmailSettings } from "../../app/services/emails/set-emails.ts";
import { ordersToShow, previewTexts, sendTest } from "../../app/services/emails/try-texts.ts";
import { withoutShopify } from "./intake.ts";
import { wireLocalShopify, type Wired } from "./local.ts";
import { drainJobs } from "./set-up.ts";
import { act, makeMember, makeOrder, makeShop, storeFile } from "./shop.ts";

let local: Wired;
let shopId: string;
let admin: Awaited<ReturnType<typeof makeMember>>;
let checker: Awaited<ReturnType<typeof makeMember>>;
let other: { shopId: string; actor: Awaited<ReturnType<typeof makeMember>> };

beforeAll(async () => {
  local = await wireLocalShopify();
  ({ shopId } = await makeShop(local.shop.domain));
  admin = await makeMember(shopId, ["admin"]);
  checker = await makeMember(shopId, ["quality_controller"]);
  const { shopId: otherId } = await makeShop();
  other = { shopId: otherId, actor: await makeMember(otherId, ["admin"]) };
});
afterAll(() => local.stop());
beforeEach(async () => {
  local.state.mails.length = 0;
  await db().shop.update({ where: { id: shopId }, data: { emailSettings: {}, timezone: "UTC" } });
  await db().emailText.deleteMany({ where: { shopId } });
  await db().task.deleteMany({ where: { shopId } });
  await db().settingChange.deleteMany({ where: { shopId } });
});

const by = () => ({ shopId, actor: admin });
const set = (part: Partial<EmailSettings>) =>
  setEmails({ settings: { ...DEFAULT_EMAIL_SETTINGS, ...part }, seen: DEFAULT_EMAIL_SETTINGS }, by());
const emailsOf = (orderId: string) => db().email.findMany({ where: { orderId }, orderBy: { sendAt: "asc" } });
const only = async (orderId: string) => (await emailsOf(orderId))[0]!;

/** An order whose artwork has just been passed to its customer. */
async function passed(as: { locale?: string } = {}) {
  const made = await makeOrder(shopId, { step: "quality_control", assign: { quality_controller: checker } });
  const { orderId, itemIds } = made;
  await db().order.updateMany({ where: { id: orderId }, data: { locale: as.locale ?? null } });
  await db().artfile.updateMany({ where: { shopId, itemId: { in: itemIds } }, data: { renditions: "made" } });
  await act({ shopId, actor: checker, command: { action: "pass_artfile" }, itemIds });
  return made;
}

/** Lets what is due leave. */
async function leave(orderId: string): Promise<void> {
  await db()
    .$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key IN (SELECT 'send-email:' || id FROM "Email" WHERE "orderId" = ${orderId}::uuid)`;
  await drainJobs({ with: withoutShopify });
  await local.ctx.webhooks.idle();
}

/** As if the time until the first email of the order leaves had passed. */
async function pass(orderId: string): Promise<void> {
  const { id } = await only(orderId);
  await db().email.updateMany({ where: { shopId, id }, data: { sendAt: new Date(Date.now() - 1_000) } });
  await sendEmail({ shopId, emailId: id });
  await local.ctx.webhooks.idle();
}

describe("what a shop sets for its emails", () => {
  it("an email that is switched off is not written, and neither are its reminders", async () => {
    const emails = {
      ...DEFAULT_EMAIL_SETTINGS.emails,
      artwork_approval: { isOn: false, delay: { amount: 0, unit: "minutes" as const } },
    };
    expect(await set({ emails })).toMatchObject({ isRefused: false });
    const { orderId } = await passed();
    expect(await emailsOf(orderId)).toEqual([]);
  });

  it("one that waits when its kind is switched off does not leave, and says why; one that a member asks for does", async () => {
    const { orderId } = await passed();
    const emails = {
      ...DEFAULT_EMAIL_SETTINGS.emails,
      artwork_approval: { isOn: false, delay: { amount: 0, unit: "minutes" as const } },
    };
    await set({ emails });
    await pass(orderId);
    expect(await only(orderId)).toMatchObject({ state: "withdrawn", failure: "Switched off in Email Templates." });
    const manager = await makeMember(shopId, ["manager"]);
    expect(
      await sendAgain({ shopId, actor: manager, orderId, kind: "artwork_approval", withNewLink: false }),
    ).toMatchObject({ isRefused: false });
    await leave(orderId);
    expect(local.state.mails).toHaveLength(1);
  });

  it("an email leaves after its delay, and a reminder so long after the first email", async () => {
    const hours = (amount: number) => ({ amount, unit: "hours" as const });
    await set({
      emails: { ...DEFAULT_EMAIL_SETTINGS.emails, artwork_approval: { isOn: true, delay: hours(3) } },
      reminders: { ...DEFAULT_EMAIL_SETTINGS.reminders, approval_reminder: [hours(30), hours(4), hours(50)] },
    });
    const { orderId } = await passed();
    const { sendAt, createdAt } = await only(orderId);
    expect(sendAt.getTime() - createdAt.getTime()).toBe(3 * 3_600_000);
    await sendEmail({ shopId, emailId: (await only(orderId)).id });
    expect(local.state.mails).toEqual([]);
    await pass(orderId);
    expect(local.state.mails).toHaveLength(1);
    const [first, ...reminders] = await emailsOf(orderId);
    expect(reminders.map((one) => Math.round((one.sendAt.getTime() - first!.sentAt!.getTime()) / 3_600_000))).toEqual([
      4, 30, 50,
    ]);
  });

  it("a reminder that is switched off is not queued, and a shop may have none", async () => {
    const { emails } = DEFAULT_EMAIL_SETTINGS;
    await set({ emails: { ...emails, approval_reminder: { ...emails.approval_reminder, isOn: false } } });
    const { orderId } = await passed();
    await pass(orderId);
    expect(await emailsOf(orderId)).toHaveLength(1);
  });

  it("in quiet hours an email waits for their end, also when they were set after it was queued", async () => {
    const { orderId } = await passed();
    const now = new Date();
    const clock = (ms: number) => new Date(now.getTime() + ms).toISOString().slice(11, 16);
    await set({ quiet: { from: clock(-3_600_000), to: clock(2 * 3_600_000) } });
    await pass(orderId);
    expect(local.state.mails).toEqual([]);
    const { state, sendAt } = await only(orderId);
    expect(state).toBe("queued");
    expect(sendAt.toISOString().slice(11, 16)).toBe(clock(2 * 3_600_000));
    const { orderId: later } = await passed();
    expect((await only(later)).sendAt).toEqual(sendAt);
    const manager = await makeMember(shopId, ["manager"]);
    await sendAgain({ shopId, actor: manager, orderId, kind: "artwork_approval", withNewLink: false });
    await leave(orderId);
    expect(local.state.mails).toHaveLength(1);
  });

  it("customers see the shop's name, address for answers, colour and footer", async () => {
    const brand = {
      ...DEFAULT_EMAIL_SETTINGS.brand,
      senderName: "Mia’s Pets",
      replyTo: "hello@mia.example",
      footer: "1 High St",
      color: "#ffe08a",
    };
    await set({ brand, tracksOpening: false });
    const { orderId } = await passed();
    await pass(orderId);
    const [mail] = local.state.mails;
    expect(mail!.from).toMatch(/^Mia’s Pets </);
    expect(mail!.replyTo).toBe("hello@mia.example");
    expect(mail!.html).toContain('bgcolor="#ffe08a"');
    expect(mail!.text).toContain("1 High St");
  });

  it("what cannot hold is refused with a sentence, and nothing that somebody else has saved is overwritten", async () => {
    expect(await set({ business: { days: [], closed: [] } })).toMatchObject({ isRefused: true });
    expect(await set({ tracksOpening: false })).toMatchObject({ isRefused: false });
    expect(await set({ onBusinessDaysOnly: true })).toMatchObject({ isRefused: true, isOutdated: true });
    expect((await showEmailSettings(shopId)).settings).toMatchObject({
      tracksOpening: false,
      onBusinessDaysOnly: false,
    });
    const logged = await db().settingChange.findMany({ where: { shopId, part: "emails" }, orderBy: { id: "desc" } });
    expect(logged[0]).toMatchObject({ about: "Told when opened", from: "yes", to: "no", memberId: admin.memberId });
    expect(await setEmails({ settings: "{" }, by())).toMatchObject({ isRefused: true });
    expect((await showEmailSettings(other.shopId)).settings).toEqual(DEFAULT_EMAIL_SETTINGS);
    expect((await emailSettingsOf(noTransaction(), other.shopId)).settings).toEqual(DEFAULT_EMAIL_SETTINGS);
  });
});

describe("the language of an email", () => {
  it.each([
    ["de-AT", "de"],
    ["fr", "fr"],
    ["es_MX", "es"],
    ["pl", "en"],
    [undefined, "en"],
  ] as const)("of a customer who bought in %s is %s", async (locale, words) => {
    const { orderId, name } = await passed(locale ? { locale } : {});
    await pass(orderId);
    const [mail] = local.state.mails;
    expect(mail!.subject).toBe(EMAIL_WORDS[words].emails.artwork_approval.subject.replace("{{ order.name }}", name));
    expect(mail!.html).toContain(`<html lang="${words}">`);
  });

  it("is the shop's own where it writes to everybody in that", async () => {
    await set({ language: { followsCustomer: false, fallback: "fr" } });
    const { orderId } = await passed({ locale: "de" });
    await pass(orderId);
    expect(local.state.mails[0]!.html).toContain('<html lang="fr">');
  });
});

describe("a shop's own words", () => {
  const which = { kind: "artwork_approval", locale: "en" } as const;
  const words = {
    subject: "{{ order.name }} is painted",
    preheader: "Look",
    body: "<p>Dear {{ customer.name }}</p>",
    button: "Open",
  };

  it("are sent from then on, in their language alone, and to nobody else's customers", async () => {
    expect(await saveTexts(which, { texts: words, seen: null }, by())).toMatchObject({ isRefused: false });
    const { orderId, name } = await passed({ locale: "en" });
    const german = await passed({ locale: "de" });
    await pass(orderId);
    await pass(german.orderId);
    expect(local.state.mails.map(({ subject }) => subject)).toEqual([
      `${name} is painted`,
      `Ihr Entwurf ist fertig zum Ansehen: Bestellung ${german.name}`,
    ]);
    expect(local.state.mails[0]!.text).toContain("Dear Carla");
    const tx = noTransaction();
    expect(await kindsWithTexts(tx, shopId)).toEqual([which]);
    expect(await kindsWithTexts(tx, other.shopId)).toEqual([]);
    expect(await shopsTexts(tx, { shopId: other.shopId, ...which })).toBeNull();
    expect((await showTexts(other.shopId, which)).versions).toEqual([]);
  });

  it("that name what there is not are refused at their line, and nothing is kept", async () => {
    const texts = { ...words, body: "<p>Hi</p>\n{{ order.nam }}" };
    const answer = await saveTexts(which, { texts, seen: null }, by());
    expect(answer).toEqual({
      said: "Text, line 2: There is no value “order.nam”. The list beside names those there are.",
      isRefused: true,
    });
    expect(await showTexts(shopId, which)).toMatchObject({ isOwn: false, versions: [] });
  });

  it("are kept as versions: those of the app again, a former one again, each with who it was", async () => {
    await saveTexts(which, { texts: words, seen: null }, by());
    const { version } = await showTexts(shopId, which);
    expect(await saveTexts(which, { texts: { ...words, button: "Other" }, seen: null }, by())).toMatchObject({
      isOutdated: true,
    });
    await saveTexts(which, { texts: { ...words, button: "Other" }, seen: version }, by());
    await resetTexts(which, by());
    const reset = await showTexts(shopId, which);
    const logged = await db().settingChange.findMany({ where: { shopId, part: "emails" }, orderBy: { id: "asc" } });
    expect(
      logged.map(({ about, from, to }) => [about, from, to]).filter(([about]) => /button|words/.test(about!)),
    ).toEqual([
      ["Artwork approval, English: words", "those that come with the app", "the shop’s own"],
      ["Artwork approval, English: button", null, "Open"],
      ["Artwork approval, English: button", "Open", "Other"],
      ["Artwork approval, English: words", "the shop’s own", "those that come with the app"],
      ["Artwork approval, English: button", "Other", null],
    ]);
    expect(reset).toMatchObject({ isOwn: false, texts: EMAIL_WORDS.en.emails.artwork_approval });
    expect(reset.versions.map(({ isDefault, texts }) => [isDefault, texts.button])).toEqual([
      [true, "Look at my artwork"],
      [false, "Other"],
      [false, "Open"],
    ]);
    const former = reset.versions[2]!;
    expect(former.by).not.toBe("");
    expect(await restoreTexts(which, former.id, { shopId: other.shopId, actor: other.actor })).toMatchObject({
      isRefused: true,
    });
    expect(await restoreTexts(which, former.id, by())).toMatchObject({ isRefused: false });
    expect(await showTexts(shopId, which)).toMatchObject({ isOwn: true, texts: words });
    expect(await restoreTexts(which, randomUUID(), by())).toMatchObject({ isRefused: true });
  });

  it("that run too long with an order's own texts keep nobody waiting: the app's words leave, and a task asks to mend them", async () => {
    await db().emailText.create({
      data: { shopId, ...which, ...words, body: "{% for i in (1..100000000) %}{{ order.name }}{% endfor %}" },
    });
    const { orderId } = await passed();
    await pass(orderId);
    expect(local.state.mails[0]!.subject).toContain("Your artwork is ready to look at");
    const open = () => db().task.findMany({ where: { shopId, kind: "email_texts", closedAt: null } });
    expect(await open()).toMatchObject([{ subject: "artwork_approval:en", details: { email: "Artwork approval" } }]);
    await saveTexts(which, { texts: words }, by());
    expect(await open()).toEqual([]);
  });

  it("are shown with a real order of the shop, and never with another shop's", async () => {
    const { orderId, name } = await passed();
    const shown = await previewTexts({ ...which, texts: words, orderId }, by());
    expect(shown.rendered).toMatchObject({ subject: `${name} is painted` });
    expect((await ordersToShow(shopId)).map((one) => one.name)).toContain(name);
    expect(await ordersToShow(other.shopId)).toEqual([]);
    const stranger = { shopId: other.shopId, actor: other.actor };
    expect((await previewTexts({ ...which, texts: words, orderId }, stranger)).rendered).toMatchObject({
      subject: "#1023 is painted",
    });
    const wrong = { ...words, body: "{{ foo }}" };
    expect(await previewTexts({ ...which, texts: wrong, orderId }, by())).toMatchObject({
      rendered: null,
      problems: [{ part: "body", line: 1 }],
    });
    for (const locale of LOCALES)
      for (const kind of ["order_issue", "return_to_customer"] as const) {
        const { rendered } = await previewTexts(
          { kind, locale, texts: EMAIL_WORDS[locale].emails[kind], orderId },
          by(),
        );
        expect(rendered!.text).not.toMatch(/undefined|null/);
        expect(rendered!.text).toContain(kind === "order_issue" ? "Blurry" : "The collar in your photo");
      }
  });

  it("are sent to oneself as a test, and to nobody else", async () => {
    const { orderId, name } = await passed();
    const test = () => sendTest({ ...which, texts: words, orderId }, by());
    await db().member.updateMany({ where: { id: admin.memberId }, data: { email: null } });
    expect(await test()).toMatchObject({ isRefused: true });
    await db().member.updateMany({ where: { id: admin.memberId }, data: { email: "ann@shop.example" } });
    expect(await test()).toEqual({ said: "A test is on its way to ann@shop.example.", isRefused: false });
    expect(local.state.mails).toMatchObject([{ to: "ann@shop.example", subject: `Test: ${name} is painted` }]);
    expect(local.state.mails[0]!.text).not.toMatch(/\/o\/[\w-]{43}/);
    local.faults.mail.next = 1;
    expect(await test()).toMatchObject({ isRefused: true });
  });
});

it("nobody but an admin changes or tries the emails of a shop", async () => {
  const which = { kind: "approved", locale: "en" } as const;
  const texts = EMAIL_WORDS.en.emails.approved;
  await saveTexts(which, { texts: { ...texts, button: "First" } }, by());
  const { version } = await showTexts(shopId, which);
  for (const role of ["manager", "image_processor", "artist", "quality_controller", "fulfiller"] as const) {
    const member = { shopId, actor: await makeMember(shopId, [role]) };
    for (const asked of [
      setEmails({ settings: { ...DEFAULT_EMAIL_SETTINGS, tracksOpening: false } }, member),
      saveTexts(which, { texts: { ...texts, button: role } }, member),
      resetTexts(which, member),
      restoreTexts(which, version!, member),
      sendTest({ ...which, texts, orderId: null }, member),
    ])
      expect(await asked).toMatchObject({ isRefused: true });
    expect(await previewTexts({ ...which, texts, orderId: null }, member)).toEqual({ problems: [], rendered: null });
  }
  expect(await showTexts(shopId, which)).toMatchObject({ version, texts: { button: "First" } });
  expect((await showEmailSettings(shopId)).settings).toEqual(DEFAULT_EMAIL_SETTINGS);
  expect(local.state.mails).toEqual([]);
});

describe("an email shows what it is about", () => {
  it("with a picture that lives with the link it was sent with", async () => {
    const made = await passed();
    const { orderId, itemIds } = made;
    const { storageKey: middleKey } = await storeFile(shopId, "a picture", "artfile");
    await db().artfile.updateMany({ where: { shopId, itemId: itemIds[0]! }, data: { middleKey } });
    await pass(orderId);
    const token = /<img src="[^"]*\/files\/([^"]+)"/.exec(local.state.mails[0]!.html)![1]!;
    expect(await openFile(token)).not.toBeNull();
    await inTransaction((tx) => renewLink(tx, { shopId, orderId }));
    expect(await openFile(token)).toBeNull();
  });

  it("with none where there is none", async () => {
    const { orderId } = await passed();
    await pass(orderId);
    expect(local.state.mails[0]!.html).not.toContain("<img");
  });
});

it("an email that a member asked for at once stays so when the same occasion joins it", async () => {
  await set({ quiet: { from: "00:00", to: "23:59" } });
  const { orderId, itemIds } = await makeOrder(shopId, { step: "photo_issue" });
  const call = { shopId, orderId, kind: "order_issue", itemIds, actId: null, undoableUntil: null } as const;
  await inTransaction((tx) => queueEmail(tx, { ...call, isAtOnce: true }));
  await inTransaction((tx) => queueEmail(tx, call));
  expect(await emailsOf(orderId)).toMatchObject([{ isAtOnce: true }]);
  expect((await only(orderId)).sendAt.getTime()).toBeLessThan(Date.now() + 60_000);
});

describe("a customer who wants no more reminders", () => {
  const reminded = async () => {
    const { orderId } = await passed();
    await pass(orderId);
    const [reminder] = await db().email.findMany({
      where: { orderId, kind: "approval_reminder" },
      orderBy: { sendAt: "asc" },
    });
    await db().email.updateMany({ where: { id: reminder!.id }, data: { sendAt: new Date(Date.now() - 1_000) } });
    await sendEmail({ shopId, emailId: reminder!.id });
    return { orderId, mail: local.state.mails.at(-1)!, first: local.state.mails[0]! };
  };
  const tokenIn = (text: string) => /\/reminders\/([\w-]+)/.exec(text)?.[1] ?? "";
  const statesOf = async (orderId: string) =>
    (await db().email.findMany({ where: { orderId, kind: "approval_reminder" } }))
      .map(({ state }) => (state === "delivered" ? "sent" : state))
      .sort();

  it("is asked first, then gets none, in one click of the mail program too; the order itself stays as it is", async () => {
    const { orderId, mail, first } = await reminded();
    expect(first.text).not.toContain("/reminders/");
    const headers = mail.headers ?? {};
    expect(headers["List-Unsubscribe"]).toMatch(/^<https?:\/\/[^>]+\/reminders\/[\w-]+>$/);
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const token = tokenIn(mail.text);
    expect(tokenIn(headers["List-Unsubscribe"]!)).toBe(token);
    expect((await askToStop(token))!.html).toContain('<form method="post">');
    expect(await statesOf(orderId)).toEqual(["queued", "sent"]);
    const answer = (await stopReminders(token))!.html;
    expect(answer).toContain("No more reminders are sent");
    expect((await stopReminders(token))!.html).toBe(answer);
    expect(await statesOf(orderId)).toEqual(["sent", "withdrawn"]);
    expect(await db().history.count({ where: { orderId, event: "reminders_stopped" } })).toBe(1);
    // Another email of the same order brings no reminders either.
    const manager = await makeMember(shopId, ["manager"]);
    await sendAgain({ shopId, actor: manager, orderId, kind: "artwork_approval", withNewLink: false });
    await leave(orderId);
    expect(await statesOf(orderId)).toEqual(["sent", "withdrawn"]);
  });

  it("is known by nothing but their own link, and not once the shop has come back as another installation", async () => {
    const { orderId, mail } = await reminded();
    const token = tokenIn(mail.text);
    for (const wrong of [
      "",
      "x",
      `${token}A`,
      token.slice(0, -2),
      token.replace(/^./, (sign) => (sign === "A" ? "B" : "A")),
    ])
      expect([await askToStop(wrong), await stopReminders(wrong)]).toEqual([null, null]);
    await db().shop.update({ where: { id: shopId }, data: { installations: { increment: 1 } } });
    expect(await stopReminders(token)).toBeNull();
    expect(await statesOf(orderId)).toEqual(["queued", "sent"]);
  });
});
