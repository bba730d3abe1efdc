// Every door of the app is on one list with who may come in; a door that is not on it fails by its name.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badTokens, EVERY_STANDING, gather, proxied, unproven, type Cast } from "./access/cast.ts";
import { asMeant, knock, routeModule, routeNames, type Hand } from "./access/doors.ts";
import { LISTED, type Standing } from "./access/listed.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
});
afterAll(() => cast?.stop());

const STANDINGS: readonly Standing[] = [...EVERY_STANDING, "left", "nobody", "customer", "forged"];

function asking(who: Standing, path: string, init: RequestInit): Request {
  const customerId = cast.local.shop.customers[0]!.id;
  if (who === "nobody") return unproven(path, init);
  if (who === "customer") return proxied(cast, path, init, { customerId });
  if (who === "forged")
    return unproven(path, {
      ...init,
      headers: { authorization: `Bearer ${badTokens(cast)["signed with another secret"]}` },
    });
  return (who === "left" ? cast.left : cast.first[who]).ask(path, init);
}

describe("every door of the app", () => {
  it("is listed with who may come in", async () => {
    expect(
      routeNames().filter((name) => !(name in LISTED)),
      "route files that nobody has listed in access/listed.ts",
    ).toEqual([]);
    expect(
      Object.keys(LISTED).filter((name) => !routeNames().includes(name)),
      "listed routes that do not exist",
    ).toEqual([]);
  });

  for (const name of routeNames()) {
    it(`${name} lets in whom the rules let in, and nobody else`, async () => {
      const listed = LISTED[name];
      if (listed === undefined) throw new Error(`${name} is not listed in access/listed.ts`);
      const module = await routeModule(name);
      for (const hand of ["loader", "action"] as const satisfies Hand[]) {
        const expected = listed[hand];
        expect(`${hand} ${module[hand] === undefined ? "absent" : "there"}`, name).toBe(
          `${hand} ${expected === undefined ? "absent" : "there"}`,
        );
        if (expected === undefined) continue;
        const answers: Record<string, number> = {};
        for (const who of STANDINGS)
          answers[who] = asMeant(
            await knock(
              name,
              hand,
              asking(who, listed.path, hand === "action" ? { method: "POST", body: new URLSearchParams() } : {}),
              listed.params,
            ),
          ).status;
        expect({ name, hand, ...answers }).toEqual({
          name,
          hand,
          ...Object.fromEntries(STANDINGS.map((who) => [who, expected(who)])),
        });
      }
    });
  }
});

describe("a session token", () => {
  it("that Shopify did not sign for this app, or that ran out, opens no page and does nothing", async () => {
    for (const [what, token] of Object.entries(badTokens(cast))) {
      const headers = { authorization: `Bearer ${token}` };
      for (const [name, hand] of [
        ["app._index", "loader"],
        ["app.image-approval", "loader"],
        ["app.acts", "action"],
      ] as const) {
        const answer = await knock(
          name,
          hand,
          unproven(LISTED[name]!.path, {
            headers,
            ...(hand === "action" ? { method: "POST", body: new URLSearchParams() } : {}),
          }),
        );
        expect([what, name, answer.status]).toEqual([what, name, 401]);
        expect(await answer.text()).toBe("");
      }
    }
  });

  it("that ran out tells App Bridge to try again with a new one", async () => {
    const answer = await knock(
      "app._index",
      "loader",
      unproven("/app", { headers: { authorization: `Bearer ${badTokens(cast)["that ran out"]}` } }),
    );
    expect(answer.headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
  });

  const asDocument = (address: string, headers: Record<string, string> = {}) =>
    knock("app.orders._index", "loader", unproven(address, { headers: { "sec-fetch-dest": "document", ...headers } }));

  it("is not to be had for a link in a new tab, which leads into the admin at the same page", async () => {
    const { shop } = cast.local;
    const lost = "/app/orders?q=%231001&embedded=1&id_token=x";
    const inAdmin = `https://admin.shopify.com/store/${shop.handle}/apps/${process.env.SHOPIFY_API_KEY}/app/orders?q=%231001`;
    const own = `${process.env.SHOPIFY_APP_URL}/app/orders?embedded=1&shop=${shop.domain}`;
    expect((await asDocument(`${lost}&shop=${shop.domain}`)).headers.get("location")).toBe(inAdmin);
    expect((await asDocument(lost, { referer: own })).headers.get("location")).toBe(inAdmin);
    const door = "/auth/login?path=%2Fapp%2Forders%3Fq%3D%25231001";
    for (const referer of ["", own.replace("//", "//evil."), "nonsense"])
      expect((await asDocument(lost, { referer })).headers.get("location")).toBe(door);
  });

  it("is asked for by the door when the frame's address has lost what Shopify adds", async () => {
    const { shop } = cast.local;
    const inFrame = { "sec-fetch-dest": "iframe" };
    for (const [address, path] of [
      ["/app/orders?q=1", "/auth/login?path=%2Fapp%2Forders%3Fq%3D1"],
      [`/app/orders?shop=${shop.domain}`, expect.stringMatching(/^\/auth\/login\?path=%2Fapp%2Forders&shop=/)],
      [`/app/orders?embedded=1&host=x&shop=evil.example`, "/auth/login?path=%2Fapp%2Forders"],
    ] as const)
      expect((await asDocument(address, inFrame)).headers.get("location")).toEqual(path);
    const answer = await knock("auth.$", "loader", unproven("/auth/login?path=//evil.example&shop=evil.example"));
    expect(answer.headers.get("content-security-policy")).toBe(
      "frame-ancestors https://admin.shopify.com https://*.myshopify.com;",
    );
    const page = await answer.text();
    expect(page).toContain("app-bridge.js");
    expect(page).not.toContain("evil");
    expect(page).not.toMatch(/<form|<input/);
  });

  it("is not waited for by the library's empty page when that stands in a tab of its own", async () => {
    const { shop } = cast.local;
    const reload = encodeURIComponent(`${process.env.SHOPIFY_APP_URL}/app/team?embedded=1&shop=${shop.domain}`);
    const bounce = `/auth/session-token?shop=${shop.domain}&shopify-reload=${reload}`;
    const answer = await knock("auth.$", "loader", unproven(bounce, { headers: { "sec-fetch-dest": "document" } }));
    expect(answer.headers.get("location")).toMatch(/\/store\/[\w-]+\/apps\/[\w-]+\/app\/team$/);
    const inFrame = await knock("auth.$", "loader", unproven(bounce, { headers: { "sec-fetch-dest": "iframe" } }));
    expect([inFrame.status, await inFrame.text()]).toEqual([200, expect.stringContaining("Opening Proofline")]);
  });

  it("is asked of Shopify's app for phones, which shows the app without a frame", async () => {
    const { shop } = cast.local;
    const whole = new URLSearchParams({ embedded: "1", shop: shop.domain, host: btoa(`${shop.domain}/admin`) });
    const phone = { "user-agent": "Mozilla/5.0 (Linux; Android 15) Mobile Safari/537.36 Shopify Mobile/9.200.0" };
    const answer = await asDocument(`/app/orders?${whole}`, phone);
    expect(answer.headers.get("location")).toMatch(/^\/auth\/session-token\?/);
    expect((await asDocument(`/app/orders?${whole}`)).headers.get("location")).toMatch(
      /^https:\/\/admin\.shopify\.com/,
    );
  });

  it("in the address of a document leads to a page that asks for a new one", async () => {
    const { shop } = cast.local;
    const query = new URLSearchParams({
      shop: shop.domain,
      embedded: "1",
      host: btoa(`admin.shopify.com/store/${shop.handle}`),
      id_token: badTokens(cast)["signed with another secret"]!,
    });
    const answer = await knock("app._index", "loader", unproven(`/app?${query}`));
    expect([answer.status, answer.headers.get("location")]).toEqual([
      302,
      expect.stringContaining("/auth/session-token"),
    ]);
  });
});
