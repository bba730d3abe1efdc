// Wherever a merchant puts the customer's page, in whatever language and with whatever log-in: every link leads there and back, and the theme stands around.
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { queueEmail } from "../../app/adapters/mail/emails-outbox.ts";
import { prepareEmail } from "../../app/services/emails/prepare-email.ts";
import { installShop } from "../../app/services/shop/install-shop.ts";
import { loader as list } from "../../app/routes/proxy._index.tsx";
import { loader as anywhere } from "../../app/routes/proxy.$.tsx";
import { action as decide, loader as showByLink } from "../../app/routes/proxy.o.$token.tsx";
import { loader as showOrder } from "../../app/routes/proxy.order.$orderId.tsx";
import { showVisitor } from "../../app/routes/who/visit.ts";
import { waitingJobs } from "./set-up.ts";
import { makeOrder, makeShop } from "./shop.ts";
import { formWith, linkOf, proxied, seen, sendPhotos } from "./storefront.ts";

let shopId: string;
let domain: string;
beforeEach(async () => {
  ({ shopId, domain } = await makeShop());
});

const setShop = (data: object) => db().shop.update({ where: { id: shopId }, data });
const keptPath = async () => (await db().shop.findUniqueOrThrow({ where: { id: shopId } })).pagePath;
const followed = async () =>
  (await waitingJobs()).filter(
    ({ job, payload }) => job === "follow-shop" && (payload as { shopId: string }).shopId === shopId,
  ).length;
const open = async (token: string, pathPrefix: string, rootUrl = "/", query: Record<string, string> = {}) =>
  (
    await seen(
      await showByLink({
        request: proxied(`/o/${token}/`, { domain, pathPrefix, query, customerId: "7" }),
        params: { token },
        context: {},
      }),
      { rootUrl },
    )
  ).text;
const hrefs = (page: string) =>
  [...page.matchAll(/(?:href|action)="([^"]*)"/g)]
    .map(([, address = ""]) => decodeEntities(address))
    .filter((address) => address.startsWith("/"));
const decodeEntities = (text: string) =>
  text.replaceAll("&amp;", "&").replace(/&#(\d+);/g, (_entity, code) => String.fromCharCode(Number(code)));

async function emailedLink(orderId: string, itemIds: string[]): Promise<string> {
  await inTransaction((tx) =>
    queueEmail(tx, { shopId, orderId, itemIds, actId: null, undoableUntil: null, kind: "artwork_approval" }),
  );
  const { id } = await db().email.findFirstOrThrow({
    where: { shopId, orderId, state: "queued", kind: "artwork_approval" },
  });
  await db().email.updateMany({ where: { id }, data: { sendAt: new Date(0) } });
  const message = await prepareEmail({ shopId, emailId: id });
  return typeof message === "string" ? message : (/https:\/\/\S+/.exec(message.text)?.[0] ?? "");
}

describe("the path that Shopify signed last", () => {
  it("is kept once, leads the page's own links, and the emails that leave from then on", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval", customerShopifyId: "7" });
    const drawn = { renditions: "made", screenKey: "x/x", thumbKey: "x/x" };
    await db().artfile.updateMany({ where: { shopId }, data: drawn });
    const token = await linkOf(shopId, orderId);
    expect(await emailedLink(orderId, itemIds)).toBe(`https://${domain}/apps/proofline/o/${token}`);
    expect(hrefs(await open(token, "/a/my.art"))).toEqual([
      "/a/my.art/",
      `/a/my.art/o/${token}/`,
      `/a/my.art/o/${token}/`,
    ]);
    for (let twice = 0; twice < 2; twice += 1) await open(token, "/a/my.art/");
    expect([await keptPath(), await followed()]).toEqual(["/a/my.art", 1]);
    await db().email.deleteMany({ where: { shopId } });
    await setShop({ primaryDomain: "www.pawtraits.example" });
    expect(await emailedLink(orderId, itemIds)).toBe(`https://www.pawtraits.example/a/my.art/o/${token}`);
  });

  it("is kept without the language, which the page's links carry on", async () => {
    const { orderId } = await makeOrder(shopId, { step: "photo_issue", customerShopifyId: "7" });
    const token = await linkOf(shopId, orderId);
    const inFrench = ["/fr/apps/proofline/", "/fr/apps/proofline/"];
    const prefix = (page: string) => /name="pathPrefix" value="([^"]*)"/.exec(page)?.[1];
    for (const [signed, rootUrl] of [
      ["/fr/apps/proofline", "/fr"],
      ["/apps/proofline", "/fr"],
      // What was signed wins over what the theme says.
      ["/fr/apps/proofline", "/"],
    ] as const) {
      const page = await open(token, signed, rootUrl);
      expect([signed, hrefs(page)[0], prefix(page)]).toEqual([signed, inFrench[0], "/fr/apps/proofline"]);
    }
    expect(await keptPath()).toBe("/apps/proofline");
  });

  it("leads the customer back after a photo, in their language and on the shop's own domain", async () => {
    await setShop({ primaryDomain: "www.pawtraits.example" });
    const { orderId } = await makeOrder(shopId, { step: "photo_issue" });
    const token = await linkOf(shopId, orderId);
    const form = formWith(await open(token, "/en-gb/tools/art"), "Send the new photo");
    const { led } = await sendPhotos(form, []);
    expect(`${led?.origin}${led?.pathname}`).toBe(`https://www.pawtraits.example/en-gb/tools/art/o/${token}/`);
  });

  it("that is no path of a shop changes nothing, and the page is shown all the same", async () => {
    const { orderId } = await makeOrder(shopId, { step: "photo_issue", customerShopifyId: "7" });
    await open(await linkOf(shopId, orderId), "/a/art");
    expect(hrefs(await open(await linkOf(shopId, orderId), "/apps/../x"))[0]).toBe("/a/art/");
    expect(await keptPath()).toBe("/a/art");
  });

  it("is forgotten when the app is installed anew: the merchant's change went with the old installation", async () => {
    await setShop({ pagePath: "/a/art", toldPagePath: "/a/art", uninstalledAt: new Date() });
    await installShop({ domain });
    expect(await db().shop.findUniqueOrThrow({ where: { id: shopId } })).toMatchObject({
      pagePath: null,
      toldPagePath: null,
    });
  });
});

describe("an address with slashes too many", () => {
  it.each(["/o/TOKEN//", "//o//TOKEN", "/o/TOKEN/", "o/TOKEN"])("%s opens the page", async (below) => {
    const { orderId, name } = await makeOrder(shopId);
    const rest = below.replace("TOKEN", await linkOf(shopId, orderId));
    const request = proxied(`/${rest}`, { domain });
    expect(await seen(await anywhere({ request, params: { "*": rest }, context: {} }))).toMatchObject({
      status: 200,
      text: expect.stringContaining(`Your order ${name}`),
    });
  });

  it("opens the list and an order of the logged-in customer too, and nothing else", async () => {
    const { orderId, name } = await makeOrder(shopId, { customerShopifyId: "7" });
    const { shopifyOrderId } = await db().order.findUniqueOrThrow({ where: { shopId_id: { shopId, id: orderId } } });
    const at = async (rest: string) =>
      seen(await anywhere({ request: proxied("/x", { domain, customerId: "7" }), params: { "*": rest }, context: {} }));
    for (const rest of ["", "//", `order//${shopifyOrderId}/`]) expect((await at(rest)).text).toContain(name);
    for (const rest of ["o", "o/", "o/x/y", "order", "orders/1"]) expect((await at(rest)).status).toBe(404);
  });
});

describe("who has to log in", () => {
  const logIn = async (answer: Response, rootUrl: string) =>
    hrefs((await seen(answer, { rootUrl })).text).find((href) => /log/.test(href));
  const ask = (below: string, rootUrl = "/fr") =>
    below === "/"
      ? list({ request: proxied("/", { domain, pathPrefix: `${rootUrl}/a/art` }), params: {}, context: {} })
      : showOrder({
          request: proxied(below, { domain, pathPrefix: `${rootUrl}/a/art` }),
          params: { orderId: below.split("/")[2] },
          context: {},
        });

  it.each([
    ["new", "/", "/customer_authentication/login?return_to=%2Ffr%2Fa%2Fart%2F"],
    ["new", "/order/12/", "/customer_authentication/login?return_to=%2Ffr%2Fa%2Fart%2Forder%2F12%2F"],
    [null, "/", "/customer_authentication/login?return_to=%2Ffr%2Fa%2Fart%2F"],
    ["legacy", "/", "/fr/account/login?return_url=%2Ffr%2Fa%2Fart%2F&checkout_url=%2Ffr%2Fa%2Fart%2F"],
  ])("comes back to the page they asked for: %s accounts, %s", async (customerAccounts, below, href) => {
    await setShop({ customerAccounts });
    expect(await logIn(await ask(below), "/fr")).toBe(href);
  });

  it("is never led to an address that somebody typed", async () => {
    await setShop({ customerAccounts: "new" });
    const request = proxied("/order/x", { domain });
    const answer = await showOrder({ request, params: { orderId: '1/"><script>' }, context: {} });
    expect(await logIn(answer, "/")).toBe("/customer_authentication/login?return_to=%2Fapps%2Fproofline%2F");
  });
});

describe("the theme stands around 200 only", () => {
  it("so that a fault of ours has a page, which does not say what it does not know", async () => {
    const fault = () => Promise.reject(new Error("The database is away"));
    const looking = await seen(await showVisitor(proxied("/", { domain }), fault));
    expect(looking).toMatchObject({
      status: 500,
      text: expect.stringContaining("everything that you have decided are safe"),
    });
    const form = new URLSearchParams({ intent: "approve_artwork" });
    const deciding = await seen(await showVisitor(proxied("/o/x/", { domain, form }), fault));
    expect(deciding.text).toContain("we cannot say whether your answer has arrived");
    for (const { text } of [looking, deciding]) expect(text).not.toContain("database");
  });

  it("and a shop that has left has one", async () => {
    await setShop({ uninstalledAt: new Date() });
    const request = proxied("/o/x/", { domain });
    for (const answer of [
      await showByLink({ request, params: { token: "x" }, context: {} }),
      await decide({
        request: proxied("/o/x/", { domain, form: new URLSearchParams() }),
        params: { token: "x" },
        context: {},
      }),
    ])
      expect(await seen(answer)).toMatchObject({
        status: 404,
        text: expect.stringContaining("no artwork to see here any more"),
      });
  });
});

it("nobody is thanked for a photo that never came, whatever the address says", async () => {
  const { orderId } = await makeOrder(shopId, { step: "photo_issue" });
  const other = await makeOrder(shopId, { step: "photo_issue" });
  const actId = crypto.randomUUID();
  await db().history.create({
    data: { shopId, orderId: other.orderId, actorKind: "customer", event: "replace_photo", actId },
  });
  const thanked = async (of: string, query: Record<string, string>) =>
    (await open(await linkOf(shopId, of), "/apps/proofline", "/", query)).includes("new photo has arrived");
  for (const act of ["", "x", crypto.randomUUID(), actId])
    expect(await thanked(orderId, { said: "photo", act })).toBe(false);
  expect(await thanked(other.orderId, { said: "photo", act: actId })).toBe(true);
});
