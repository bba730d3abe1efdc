import { readFileSync } from "node:fs";
import { Liquid } from "liquidjs";
import { describe, expect, test } from "vitest";
import type { CustomerOrder } from "../../app/domain/screens/customer-order.ts";
import { escape } from "../../app/ui/customer/html.ts";
import { orderPage } from "../../app/ui/customer/order-page.ts";
import { logInPage, ordersPage } from "../../app/ui/customer/other-pages.ts";
import { hasSamples, sampleName, samplesIn, sayCovered } from "./samples.ts";

const theme = new Liquid({ strictFilters: true });
const place = { localeRoot: "", path: "/apps/proofline", customerAccounts: null, appUrl: "https://app.example" };

/** An order in which every text is the given one. */
function orderOf(text: string): CustomerOrder {
  const picture = {
    screen: null,
    middle: null,
    thumb: null,
    file: null,
    isComing: false,
    isGone: false,
    width: null,
    height: null,
  };
  const item = {
    itemId: "1",
    changeCount: 0,
    product: text,
    variant: text,
    part: text,
    copies: 1,
    usualTime: null,
    photos: [
      { ...picture, isMarked: true },
      { ...picture, isMarked: false },
    ],
    issue: { reason: text, comment: text, hint: text, examples: [] },
    artwork: { ...picture, version: 2, approvedOn: null, request: text, answer: text },
    earlier: [{ ...picture, version: 1, approvedOn: null, request: text, answer: text }],
    actions: [
      "replace_photo",
      "keep_photo",
      "approve_artwork",
      "request_changes",
    ] as CustomerOrder["items"][number]["actions"],
    takesBack: null,
  };
  return {
    name: text,
    placedOn: text,
    shopName: text,
    items: [
      { ...item, number: 1, standing: "photo_needed" },
      { ...item, number: 2, standing: "approval_needed" },
      { ...item, number: 3, standing: "approval_needed" },
    ],
  };
}

/** A page without the few words of Liquid of its own: they ask in which language the visitor reads. */
const withoutOwn = (page: string) =>
  page.replace(
    /\{%- (assign proofline_root = (routes\.root_url|"")|if proofline_root == "\/"|endif) -%\}|\{\{ proofline_root( \| url_encode)? \}\}/g,
    "",
  );

const shape = (html: string) =>
  html
    .match(/<[^>]*>/g)
    ?.map((tag) => tag.replace(/"[^"]*"/g, '""'))
    .join("") ?? "";

describe("a customer's page over hostile texts", () => {
  const harmless = orderPage(place, {
    order: orderOf("x"),
    token: "t",
    isLoggedIn: true,
    notice: { kind: "done", title: "x", lines: ["x"] },
  }).text;

  test.skipIf(!hasSamples)(
    "no attack on templates or pages gets through the theme's Liquid or into the page's tags",
    async () => {
      const files = ["template_injection", "html_xss", "naughty_strings", "misc"].flatMap((folder) =>
        samplesIn(`04_text_torture/${folder}`),
      );
      let lines = 0;
      for (const file of files) {
        for (const line of new Set(readFileSync(file, "utf8").split("\n"))) {
          if (line.trim() === "") continue;
          lines += 1;
          expect(escape(line), sampleName(file)).not.toMatch(/[<>"'{}%`]/);
        }
        const text = readFileSync(file, "utf8").slice(0, 40_000);
        const page = orderPage(place, {
          order: orderOf(text),
          token: "t",
          isLoggedIn: true,
          notice: { kind: "done", title: text, lines: [text] },
        }).text;
        expect(await theme.parseAndRender(page), sampleName(file)).toBe(withoutOwn(page));
        expect(shape(page), sampleName(file)).toBe(shape(harmless));
      }
      expect(lines).toBeGreaterThan(1_000);
      sayCovered("customer page: template injection and XSS lists", files.length);
    },
  );

  test("the templates themselves hold nothing that Liquid would read, but for the visitor's language", async () => {
    const list = ordersPage(place, [
      { shopifyOrderId: "1", name: "{{ x }}", placedOn: "{% x %}", products: ["{{"], items: 1, waiting: 1 },
    ]).text;
    for (const page of [harmless, list, logInPage(place, "/{{ x }}/").text]) {
      expect(withoutOwn(page)).not.toMatch(/\{[{%]/);
      expect(await theme.parseAndRender(page)).toBe(withoutOwn(page));
    }
  });

  test("a text is shown as it was written", () => {
    expect(escape(`{{ 7 | times: 7 }} {% raw %} <b> & "x" 'y' \`z\` 50 %`)).toBe(
      "&#123;&#123; 7 | times: 7 &#125;&#125; &#123;&#37; raw &#37;&#125; &#60;b&#62; &#38; &#34;x&#34; &#39;y&#39; &#96;z&#96; 50 &#37;",
    );
    expect(escape("a\u0000b\u001bc\r\nd\te")).toBe("abc\r\nd\te");
  });
});
