import { describe, expect, it } from "vitest";
import { DEFAULT_EMAIL_SETTINGS } from "../domain/emails/email-settings.ts";
import type { EmailTexts, EmailValues } from "../domain/emails/email-values.ts";
import { EMAIL_KINDS, type EmailKind } from "../domain/words/emails.ts";
import { LOCALES, type Locale } from "../domain/words/locales.ts";
import { renderEmail } from "./render.ts";
import { SAMPLE } from "./sample.ts";
import { EMAIL_WORDS } from "./words/index.ts";

const { brand } = DEFAULT_EMAIL_SETTINGS;
const [sampleItem] = SAMPLE.items as [EmailValues["items"][number]];
const [sampleIssue] = SAMPLE.issues as [EmailValues["issues"][number]];
const rendered = (kind: EmailKind, values: Partial<EmailValues> = {}, locale: Locale = "en") =>
  renderEmail({ ...SAMPLE, ...values }, { texts: EMAIL_WORDS[locale].emails[kind], brand, locale });
const written = (texts: Partial<EmailTexts>, values: Partial<EmailValues> = {}, look: Partial<typeof brand> = {}) =>
  renderEmail(
    { ...SAMPLE, ...values },
    { texts: { ...EMAIL_WORDS.en.emails.approved, ...texts }, brand: { ...brand, ...look }, locale: "en" },
  );

describe("emails", () => {
  it.each(LOCALES.flatMap((locale) => EMAIL_KINDS.map((kind) => [locale, kind] as const)))(
    "in the language %s the email %s has a subject, a preheader, both parts and the customer's link, with and without a name",
    (locale, kind) => {
      for (const name of ["Jamie", null]) {
        const { subject, html, text } = rendered(kind, { customer: { name } }, locale);
        expect(subject).toContain("#1023");
        expect(html).toContain(SAMPLE.link);
        expect(html).toContain(`<html lang="${locale}">`);
        expect(text).toContain(SAMPLE.link);
        expect(`${subject}${html}${text}`).not.toMatch(/\{\{|\{%|undefined|\[object|null/);
        expect(text.includes("Jamie")).toBe(name !== null);
      }
    },
  );

  it("an order issue lists every open issue with its reason, comment, texts and picture", () => {
    const picture = "https://app.example/files/x";
    const details = [{ name: "Engraving", value: "For <Mia>" }];
    const locket = { ...sampleIssue, number: 2, product: "Locket", variant: null, part: null, reason: "Too dark" };
    const issues = [sampleIssue, { ...locket, details, picture, comment: "Could you\nopen the curtains?" }];
    const { html, text } = rendered("order_issue", { issues });
    expect(text).toContain("Locket, item 2\nEngraving: For <Mia>\nToo dark\nCould you\nopen the curtains?");
    expect(text).toContain("Yellow Portrait (LivingRoom / Full), item 1");
    expect(html).toContain("Could you<br />\nopen the curtains?");
    expect(html).toContain("Engraving: For &lt;Mia&gt;");
    expect(html).toMatch(/<img src="https:\/\/app\.example\/files\/x" alt="The photo: Locket" width="120"/);
    expect(html.match(/<img/g)).toHaveLength(1);
  });

  it("many items with long texts stay below what Gmail shows, and say how many more there are", () => {
    const details = Array.from({ length: 4 }, () => ({ name: "<".repeat(60), value: "&".repeat(120) }));
    const issues = Array.from({ length: 60 }, (_, at) => {
      return { ...sampleIssue, number: at + 1, details, comment: "<".repeat(5_000) };
    });
    const { html, text } = rendered("order_issue", { issues });
    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
    expect(text).toMatch(/and 5\d more on your order’s page/);
    const few = rendered("artwork_approval", { items: Array.from({ length: 13 }, () => sampleItem) });
    expect(few.text).toContain("and 1 more on your order’s page");
    expect(few.html.match(/Yellow Portrait/g)).toHaveLength(12);
  });

  it("words from right to left leave what stands beside them where it is", () => {
    const product = "صورة مرسومة";
    const issue = { ...sampleIssue, product, variant: "A", reason: "ضبابية", comment: "سطر\nسطر" };
    const { html } = rendered("order_issue", { issues: [issue] });
    expect(html).toContain(`<bdi>${product}</bdi></strong> (<bdi>A</bdi>), item 1`);
    expect(html).toMatch(/<span dir="auto" style="[^"]*">سطر<br \/>\nسطر<\/span>/);
    expect(rendered("return_to_customer", { answer: "a\nb" }).html).toMatch(/<p dir="auto"[^>]*>a<br \/>\nb<\/p>/);
  });

  it("what a stranger typed is shown, never obeyed", () => {
    const hostile = `<script>alert(1)</script>{{ 7 | times: 7 }}"'`;
    const item = { ...sampleIssue, product: hostile, variant: hostile, part: hostile };
    const values = {
      ...{ shop: { name: hostile }, order: { name: hostile }, customer: { name: hostile }, answer: hostile },
      link: `https://shop.example/"><script>`,
      issues: [{ ...item, details: [{ name: hostile, value: hostile }], reason: hostile, comment: hostile }],
      items: [{ ...item, picture: `https://shop.example/"><script>` }],
    };
    for (const kind of EMAIL_KINDS) {
      const { html } = rendered(kind, values);
      expect(html).not.toContain("<script");
      expect(html).not.toContain("49");
      expect(html).toContain("{{ 7 | times: 7 }}");
    }
  });

  it("a line break in an order's name begins no header of its own", () => {
    const { subject } = rendered("approved", { order: { name: "#1\r\nBcc: everyone@example.com\u2028x" } });
    expect(subject).not.toMatch(/[\r\n\u2028]/);
    expect(written({ subject: "a\nBcc: x" }).subject).toBe("a Bcc: x");
  });
});

describe("an email in a shop's own words", () => {
  it("has its colours, logo and footer, and a button that can be read on its colour", () => {
    const look = { color: "#ffe08a", logo: "https://cdn.example/logo.png", footer: "1 High St\n<London>" };
    const { html, text } = written({ button: "Go" }, {}, look);
    expect(html).toContain('bgcolor="#ffe08a"');
    expect(html).toContain("color:#1a1a1a");
    expect(html).toContain('<img src="https://cdn.example/logo.png" alt="Pawtraits"');
    expect(html).toMatch(/1 High St<br>\n&#60;London&#62;/);
    expect(text).toContain("1 High St\n<London>");
    expect(written({}).html).toContain("color:#ffffff");
  });

  it("keeps what an email may have of its markup, and nothing else, however it came there", () => {
    const body = `<p style="color:red" onclick="x()">Hi <b>you</b></p><script>x()</script><style>p{}</style>
<a href="javascript:x()">a</a><a href="https://shop.example/?q=1">b</a><img src="data:image/png;base64,x"><iframe src="https://x"></iframe><form><input></form>`;
    const { html, text } = written({ body });
    expect(html).toContain('<p style="color:red">Hi <b>you</b></p>');
    expect(html).toContain('<a href="https://shop.example/?q=1">b</a>');
    expect(html).not.toMatch(/onclick|<script|javascript:|data:image|<iframe|<form|<input|p\{\}/);
    expect(text).toContain("b [https://shop.example/?q=1]");
  });

  it("puts in no value as it is, for `raw` is not there", () => {
    expect(() => written({ body: "{{ customer.name | raw }}" })).toThrow("undefined filter: raw");
    expect(written({ body: "{{ answer | lines }}" }, { answer: "<i>\nb" }).html).toContain("&lt;i&gt;<br />\nb");
  });

  it("reaches no file, nothing of the app, and ends when it runs too long", () => {
    for (const body of [
      '{% include "../../package.json" %}',
      '{% render "issues" %}',
      '{% layout "issues" %}',
      "{% for i in (1..1000000000) %}x{% endfor %}",
      "{% for i in (1..9000) %}{% for j in (1..9000) %}xxxxxxxxxxxxxxxxxxxx{% endfor %}{% endfor %}",
      "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
    ])
      expect(() => written({ body })).toThrow();
    const dug =
      "{{ shop.constructor }}{{ items.constructor.constructor }}{{ shop.__proto__ }}{{ process.env }}{{ brand.x }}";
    expect(written({ body: `<p>[${dug}]</p>` }).text).toContain("[]");
  });
});
