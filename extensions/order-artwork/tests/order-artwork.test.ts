// What members read on Shopify's page of an order: where each item stands, and honest words when that is not known.
import { readFileSync } from "node:fs";
import { setUpExtension } from "@shopify/ui-extensions-tester";
import { beforeEach, expect, test } from "vitest";
import type { OrderBlock } from "../../../app/domain/screens/order-block.ts";
import { openSmallPage } from "../../../dev/extensions/small-page.fixture.ts";
import { translator } from "../../../dev/extensions/translator.ts";

const translate = translator(JSON.parse(readFileSync(new URL("../locales/en.default.json", import.meta.url), "utf8")));

let page: ReturnType<typeof openSmallPage>;
let asked: string[];
beforeEach(() => {
  page = openSmallPage();
  asked = [];
});

type Answer = (method: string) => Response | Promise<Response>;

async function onTheOrder(answer: Answer, press?: string): Promise<string> {
  using extension = setUpExtension("admin.order-details.block.render");
  extension.shopify.i18n.translate = translate as never;
  extension.shopify.data.selected = [{ id: "gid://shopify/Order/4711" }];
  extension.fetch = async (address, init) => {
    const method = init?.method ?? "GET";
    asked.push(method === "GET" ? String(address) : `${method} ${String(address)}`);
    return answer(method);
  };
  await extension.render();
  const seen = await page.seen();
  if (press === undefined) return seen;
  page.press(press);
  return await page.seen();
}

const order: OrderBlock = {
  orderName: "#1001",
  path: "app/orders/abc",
  hold: null,
  items: [
    {
      number: 1,
      product: "Yellow Portrait, Full",
      step: "Image Approval",
      standing: "Waits for Ida.",
      isOverdue: true,
      picture: "https://proofline.test/files/x",
    },
    { number: 2, product: "Locket", step: "Done", standing: "It is done.", isOverdue: false, picture: null },
  ],
};

test("each item has its step, why it is there, its picture with words for it, and the order one link into the app", async () => {
  const seen = await onTheOrder(() => Response.json({ order }));
  expect(seen).toContain('<s-admin-block heading="Artwork" collapsedSummary="2 items">');
  expect(seen).toContain('<s-thumbnail src="https://proofline.test/files/x" alt="Picture of item 1" size="small">');
  expect(seen).toContain("1. Yellow Portrait, Full");
  expect(seen).toContain('<s-badge>Image Approval</s-badge><s-badge tone="warning">Overdue</s-badge>');
  expect(seen).toContain("Waits for Ida.");
  expect(seen.match(/s-thumbnail src/g)).toHaveLength(1);
  expect(seen).toContain('<s-link href="app:app/orders/abc">Open the order in Proofline</s-link>');
  expect(asked).toEqual(["app/order-block/4711"]);
});

test.each<[string, () => Response]>([
  ["of which nothing is theirs", () => Response.json({ order: null })],
  ["while they have no role", () => new Response("", { status: 403 })],
])("an order %s says that there is nothing for them to see", async (_, answer) => {
  expect(await onTheOrder(answer)).toContain("There is no artwork of this order for you to see.");
});

test.each<[string, () => Response | Promise<Response>]>([
  ["fails", () => new Response("oops", { status: 500 })],
  ["is away", () => Promise.reject(new TypeError("Failed to fetch"))],
])("while the app %s it is said that nothing is known, with a way to ask again", async (_, answer) => {
  const seen = await onTheOrder(answer);
  expect(seen).toContain("is not known now");
  expect(seen).toContain("<s-button>Ask again</s-button>");
});

const released = {
  kind: "released",
  sentence: "Released by hand in Shopify: can be shipped although item 1 is not approved.",
  mayHoldAgain: true,
} as const;
const again = { kind: "asked_again", sentence: "It is being held again.", mayHoldAgain: false } as const;

test("a hold that was released by hand is told, and held again by whoever may", async () => {
  expect(await onTheOrder(() => Response.json({ order: { ...order, hold: released } }))).toContain(released.sentence);
  const answers: Record<string, unknown> = {
    GET: { order: { ...order, hold: released } },
    POST: { order: { ...order, hold: again }, refused: null },
  };
  const seen = await onTheOrder((method) => Response.json(answers[method]), "Hold again");
  expect(asked.at(-1)).toBe("POST app/order-block/4711");
  expect(seen).toContain(again.sentence);
  expect(seen).not.toContain("Hold again");
});

test.each<[string, (method: string) => Response, string]>([
  [
    "is refused",
    (method) =>
      Response.json({ order: { ...order, hold: released }, refused: method === "POST" ? "Not yours." : null }),
    "Not yours.",
  ],
  [
    "is not answered",
    (method) =>
      method === "POST" ? new Response("", { status: 502 }) : Response.json({ order: { ...order, hold: released } }),
    "nobody knows yet whether it is being held again",
  ],
])("“Hold again” that %s says so, and can be pressed again", async (_, answer, sentence) => {
  const seen = await onTheOrder(answer, "Hold again");
  expect(seen).toContain(sentence);
  expect(seen).toMatch(/<s-button[^>]*>Hold again/);
});

test("whoever may not hold it again reads how it stands, without a button", async () => {
  const seen = await onTheOrder(() =>
    Response.json({ order: { ...order, hold: { ...released, mayHoldAgain: false } } }),
  );
  expect(seen).toContain(released.sentence);
  expect(seen).not.toContain("Hold again");
});
