// An email has a shop's own words, which are checked, kept, shown and tried.
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db, noTransaction } from "../../../app/adapters/db.ts";
import { kindsWithTexts, shopsTexts } from "../../../app/adapters/mail/email-texts.ts";
import { DEFAULT_EMAIL_SETTINGS } from "../../../app/domain/emails/email-settings.ts";
import { LOCALES } from "../../../app/domain/words/locales.ts";
import { EMAIL_WORDS } from "../../../app/emails/words/index.ts";
import { resetTexts, restoreTexts, saveTexts, showTexts } from "../../../app/services/emails/edit-texts.ts";
import { setEmails, showEmailSettings } from "../../../app/services/emails/set-emails.ts";
import { ordersToShow, previewTexts, sendTest } from "../../../app/services/emails/try-texts.ts";
import { makeMember } from "../shop.ts";
import { local, shopId, admin, other, by, passed, pass, setUpMailFloor } from "./mail-floor.ts";

setUpMailFloor();

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

  it("that run too long with an order's own texts keep nobody waiting: the app's words and a task asks to mend them", async () => {
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
