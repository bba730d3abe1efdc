import { describe, expect, it } from "vitest";
import { EMAIL_KINDS } from "../domain/words/emails.ts";
import { EMAILS } from "./index.ts";
import { renderEmail } from "./render.ts";

describe("emails", () => {
  it.each(EMAIL_KINDS)(
    "the email %s has a subject, both parts and the customer's link, with or without a name",
    (kind) => {
      for (const name of ["Jamie", null]) {
        const { sample } = EMAILS[kind];
        const { subject, html, text } = renderEmail(kind, { ...sample, customer: { name } });
        expect(subject).toContain("#1023");
        expect(html).toContain(sample.link);
        expect(text).toContain(sample.link);
        expect(`${subject}${html}${text}`).not.toMatch(/\{\{|\{%|undefined|\[object/);
        expect(text).toContain(name ? "Hello Jamie," : "Hello,");
      }
    },
  );

  it("an order issue lists every open issue with its reason and comment", () => {
    const issue = {
      itemNumber: 2,
      product: "Locket",
      variant: null,
      reason: "Too dark",
      comment: "Could you\nopen the curtains?",
    };
    const { html, text } = renderEmail("order_issue", {
      ...EMAILS.order_issue.sample,
      issues: [...EMAILS.order_issue.sample.issues, issue],
    });
    expect(text).toContain("Locket, item 2: Too dark");
    expect(text).toContain("Yellow Portrait (LivingRoom / Full), item 1: Blurry");
    expect(html).toContain("Could you<br />\nopen the curtains?");
  });

  it("words from right to left leave what stands beside them where it is", () => {
    const product = "صورة مرسومة";
    const issue = { itemNumber: 2, product, variant: "A", reason: "ضبابية", comment: "سطر\nسطر" };
    const { html } = renderEmail("order_issue", { ...EMAILS.order_issue.sample, issues: [issue] });
    expect(html).toContain(`<bdi>${product}</bdi> (<bdi>A</bdi>), item 2`);
    expect(html).toContain(`<span dir="auto" style="display:block;">سطر<br />\nسطر</span>`);
    const items = [{ number: 1, product, variant: "A" }];
    expect(renderEmail("artwork_approval", { ...EMAILS.artwork_approval.sample, items }).html).toContain(
      `<li><bdi>${product}</bdi> (<bdi>A</bdi>)</li>`,
    );
    const { html: answer } = renderEmail("return_to_customer", { ...EMAILS.return_to_customer.sample, answer: "a\nb" });
    expect(answer).toMatch(/<p dir="auto"[^>]*>a<br \/>\nb<\/p>/);
  });

  it("what a stranger typed is shown, never obeyed", () => {
    const hostile = `<script>alert(1)</script>{{ 7 | times: 7 }}"'`;
    const { html } = renderEmail("order_issue", {
      shop: { name: hostile },
      order: { name: hostile },
      customer: { name: hostile },
      link: `https://shop.example/"><script>`,
      items: [],
      answer: null,
      issues: [{ itemNumber: 1, product: hostile, variant: hostile, reason: hostile, comment: hostile }],
    });
    expect(html).not.toContain("<script");
    expect(html).not.toContain("49");
    expect(html).toContain("{{ 7 | times: 7 }}");
  });

  it("a line break in an order's name begins no header of its own", () => {
    const { subject } = renderEmail("approved", {
      ...EMAILS.approved.sample,
      order: { name: "#1\r\nBcc: everyone@example.com\u2028x" },
    });
    expect(subject).not.toMatch(/[\r\n\u2028]/);
  });
});
