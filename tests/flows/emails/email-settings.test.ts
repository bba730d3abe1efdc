// A shop sets which emails are written, when, and in which language.
import { describe, expect, it } from "vitest";
import { db, inTransaction, noTransaction } from "../../../app/adapters/db.ts";
import { emailSettingsOf } from "../../../app/adapters/mail/email-texts.ts";
import { queueEmail } from "../../../app/adapters/mail/emails-outbox.ts";
import { DEFAULT_EMAIL_SETTINGS } from "../../../app/domain/emails/email-settings.ts";
import { EMAIL_WORDS } from "../../../app/emails/words/index.ts";
import { sendEmail } from "../../../app/services/emails/send-email.ts";
import { sendAgain } from "../../../app/services/emails/send-again.ts";
import { setEmails, showEmailSettings } from "../../../app/services/emails/set-emails.ts";
import { makeMember, makeOrder } from "../shop.ts";
import {
  local,
  shopId,
  admin,
  other,
  by,
  set,
  emailsOf,
  only,
  passed,
  leave,
  pass,
  setUpMailFloor,
} from "./mail-floor.ts";

setUpMailFloor();

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

it("an email that a member asked for at once stays so when the same occasion joins it", async () => {
  await set({ quiet: { from: "00:00", to: "23:59" } });
  const { orderId, itemIds } = await makeOrder(shopId, { step: "photo_issue" });
  const call = { shopId, orderId, kind: "order_issue", itemIds, actId: null, undoableUntil: null } as const;
  await inTransaction((tx) => queueEmail(tx, { ...call, isAtOnce: true }));
  await inTransaction((tx) => queueEmail(tx, call));
  expect(await emailsOf(orderId)).toMatchObject([{ isAtOnce: true }]);
  expect((await only(orderId)).sendAt.getTime()).toBeLessThan(Date.now() + 60_000);
});
