// What customers read in their account: the app's words with the link, and nothing where there is nothing to say.
import { readFileSync } from "node:fs";
import { setUpExtension } from "@shopify/ui-extensions-tester";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountItem, AccountOrder } from "../../../app/domain/screens/account-order.ts";
import { openSmallPage } from "../../../dev/extensions/small-page.fixture.ts";
import { translator } from "../../../dev/extensions/translator.ts";

const translate = translator(JSON.parse(readFileSync(new URL("../locales/en.default.json", import.meta.url), "utf8")));

let page: ReturnType<typeof openSmallPage>;
let asked: { address: string; token: string | null }[];
beforeEach(() => {
  page = openSmallPage();
  asked = [];
  process.env.APP_URL = "https://proofline.test";
});
afterEach(() => {
  delete process.env.APP_URL;
});

function answering(answer: () => Response | Promise<Response>): typeof fetch {
  return async (address, init) => {
    asked.push({ address: String(address), token: new Headers(init?.headers).get("authorization") });
    return answer();
  };
}

const item = (more: Partial<AccountItem> = {}): AccountItem => ({
  number: 1,
  product: "Yellow Portrait",
  title: "Ready for you to look at",
  meaning: "Please look at the artwork.",
  usualTime: null,
  isWaiting: true,
  ...more,
});
const order = (more: Partial<AccountOrder> = {}): AccountOrder => ({
  name: "#1001",
  link: "https://shop.test/apps/proofline/o/abc",
  waiting: 1,
  items: [item()],
  ...more,
});

async function underAnOrder(answer: () => Response | Promise<Response>, isEdited = false): Promise<string> {
  using extension = setUpExtension("customer-account.order-status.block.render");
  extension.shopify.i18n.translate = translate as never;
  extension.shopify.order.value = { id: "gid://shopify/Order/4711", name: "#1001" };
  // The tester leaves out what is only there in the editor.
  extension.shopify.extension = { editor: isEdited ? { type: "checkout" } : undefined } as never;
  extension.fetch = answering(answer);
  await extension.render();
  return await page.seen();
}

test("an order that waits says so, with the words of the app and the link to its page", async () => {
  const seen = await underAnOrder(() => Response.json({ order: order() }));
  expect(seen).toContain('<s-section heading="Your artwork">');
  expect(seen).toContain("Your artwork waits for you.");
  expect(seen).toContain("Yellow Portrait: Ready for you to look at");
  expect(seen).toContain(
    '<s-button variant="primary" href="https://shop.test/apps/proofline/o/abc">Look at your artwork</s-button>',
  );
  expect(asked).toEqual([
    { address: "https://proofline.test/customer-account/orders/4711", token: "Bearer mock-session-token" },
  ]);
});

test("several items are numbered and counted, each with its own words", async () => {
  const items = [
    item(),
    item({ number: 2 }),
    item({ number: 3, title: "Approved", usualTime: "This usually takes about a day." }),
  ];
  const seen = await underAnOrder(() => Response.json({ order: order({ waiting: 2, items }) }));
  expect(seen).toContain("2 pieces of your artwork wait for you.");
  expect(seen).toContain("3. Yellow Portrait: Approved");
  expect(seen).toContain("Please look at the artwork. This usually takes about a day.");
});

test("where nothing waits it says where the artwork is, and does not call for anything", async () => {
  const drawn = item({ title: "Your artwork is being made", isWaiting: false });
  const seen = await underAnOrder(() => Response.json({ order: order({ waiting: 0, items: [drawn] }) }));
  expect(seen).toContain("Your artwork is being made");
  expect(seen).not.toContain("wait");
  expect(seen).toContain(">See your artwork</s-link>");
  expect(seen).not.toContain("s-button");
});

test("a page that opens nothing any more is not linked", async () => {
  expect(await underAnOrder(() => Response.json({ order: order({ link: null, waiting: 0 }) }))).not.toContain("href");
});

test.each<[string, () => Response | Promise<Response>]>([
  ["is none of the app's", () => Response.json({ order: null })],
  ["has no items", () => Response.json({ order: order({ items: [], waiting: 0 }) })],
  ["cannot be asked about, because the app is broken", () => new Response("oops", { status: 500 })],
  ["cannot be asked about, because the line is down", () => Promise.reject(new TypeError("Failed to fetch"))],
])("an order that %s shows nothing", async (_, answer) => {
  expect(await underAnOrder(answer)).toBe("");
});

test("the merchant who places it sees an example, and the app is not asked", async () => {
  expect(await underAnOrder(() => Response.json({ order: null }), true)).toContain(
    "Portrait: Ready for you to look at",
  );
  expect(asked).toEqual([]);
});

async function aboveTheOrders(orders: unknown[]): Promise<string> {
  using extension = setUpExtension("customer-account.order-index.block.render");
  extension.shopify.i18n.translate = translate as never;
  extension.shopify.extension = { editor: undefined } as never;
  extension.fetch = answering(() => Response.json({ orders }));
  await extension.render();
  return await page.seen();
}

test("above their orders they find each that waits, and nothing when none does", async () => {
  const seen = await aboveTheOrders([{ name: "#1001", link: "https://shop.test/o/abc", waiting: 1 }]);
  expect(seen).toContain('<s-section heading="Your artwork waits for you">');
  expect(seen).toContain('<s-link href="https://shop.test/o/abc">Look at the artwork of #1001</s-link>');
  page = openSmallPage();
  expect(await aboveTheOrders([])).toBe("");
});
