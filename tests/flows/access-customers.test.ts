// A customer decides about their own order only, and never by opening a link.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueLink, renewLink } from "../../app/adapters/proofs/customer-link.ts";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { fileAddress, readFileAddress } from "../../app/adapters/proofs/files-access.ts";
import { loadSituation } from "../../app/adapters/rows/acts/situations.ts";
import type { Command } from "../../app/domain/workflow/actions.ts";
import { decide, isRefused } from "../../app/domain/workflow/decide.ts";
import { gather, proxied, unproven, type Cast } from "./access/cast.ts";
import { asMeant, knock } from "./access/doors.ts";
import { CASES, type Case } from "./access/situations.ts";
import { furnish, type Kept } from "./access/world.ts";

let cast: Cast;
let orders: Kept[];
beforeAll(async () => {
  cast = await gather();
  orders = await furnish(cast);
});
afterAll(() => cast?.stop());

const linkOf = (orderId: string) => inTransaction((tx) => issueLink(tx, { shopId: cast.shopId, orderId }));
const situationOf = async (orderId: string) => (await loadSituation(db(), cast.shopId, orderId))!;
const look = (token: string, more: Parameters<typeof proxied>[3] = {}, query = "") =>
  knock("proxy.o.$token", "loader", proxied(cast, `/proxy/o/${token}/${query}`, {}, more), { token }).then(asMeant);

function send(token: string, fields: [string, string][]): Promise<Response> {
  const body = new URLSearchParams([["actId", randomUUID()], ...fields]);
  return knock("proxy.o.$token", "action", proxied(cast, `/proxy/o/${token}/`, { method: "POST", body }), {
    token,
  }).then(asMeant);
}

const FORMS: Record<string, { command: Command; fields: [string, string][] }> = {
  approve_artwork: {
    command: { action: "approve_artwork" },
    fields: [["intent", "approve_artwork"]],
  },
  request_changes: {
    command: { action: "request_changes", note: "Whiter teeth" },
    fields: [
      ["intent", "request_changes"],
      ["note", "Whiter teeth"],
    ],
  },
  keep_photo: {
    command: { action: "keep_photo" },
    fields: [
      ["intent", "keep_photo"],
      ["looked", "yes"],
    ],
  },
};

describe("what a customer decides on their page", () => {
  it.each(Object.keys(FORMS))("%s: the server answers as the workflow table says, in every step", async (intent) => {
    const { command, fields } = FORMS[intent]!;
    const answers = async (make: Case) => {
      const { orderId, itemId } = await make.order(cast);
      const before = await situationOf(orderId);
      const { step, changeCount } = before.items.find(({ id }) => id === itemId)!;
      const decision = decide(before, { kind: "customer" }, command, [{ itemId, changeCount }]);
      const changed = isRefused(decision) ? undefined : decision.changes.find((one) => one.itemId === itemId);
      const response = await send(await linkOf(orderId), [...fields, ["target", `${itemId}:${changeCount}`]]);
      const after = (await situationOf(orderId)).items.find(({ id }) => id === itemId)!;
      return {
        expected: changed
          ? { status: 200, step: changed.set.step ?? step, changeCount: changeCount + 1 }
          : { status: 409, step, changeCount },
        given: { status: response.status, step: after.step, changeCount: after.changeCount },
      };
    };
    const table = await Promise.all(CASES.map(async (make) => [make.name, await answers(make)] as const));
    expect(Object.fromEntries(table.map(([name, { given }]) => [name, given]))).toEqual(
      Object.fromEntries(table.map(([name, { expected }]) => [name, expected])),
    );
    expect(table.filter(([, { expected }]) => expected.status === 200).length).toBeGreaterThan(0);
  });

  it("is never decided by opening a link, whatever its address says", async () => {
    const { orderId, itemId } = orders.find(({ step }) => step === "customer_approval")!;
    const before = await situationOf(orderId);
    const query = new URLSearchParams([
      ...FORMS.approve_artwork!.fields,
      ["actId", randomUUID()],
      ["target", `${itemId}:0`],
    ]);
    expect((await look(await linkOf(orderId), {}, `?${query}`)).status).toBe(200);
    expect(await situationOf(orderId)).toEqual(before);
  });

  it("is about items of their own order only, whatever the form names", async () => {
    const [mine, theirs] = orders.filter(({ step }) => step === "customer_approval") as [Kept, Kept];
    const before = await situationOf(theirs.orderId);
    for (const { fields } of Object.values(FORMS)) {
      expect((await send(await linkOf(mine.orderId), [...fields, ["target", `${theirs.itemId}:0`]])).status).toBe(409);
    }
    const form = new FormData();
    for (const [name, value] of Object.entries({
      token: await linkOf(mine.orderId),
      actId: randomUUID(),
      target: `${theirs.itemId}:0`,
      pathPrefix: "/apps/proofline",
    }))
      form.append(name, value);
    form.append("photo", new File([Buffer.from("\xff\xd8\xff\xe0", "latin1")], "cat.jpg"));
    const answer = await knock("customer.photo", "action", unproven("/customer/photo", { method: "POST", body: form }));
    expect([answer.status, answer.headers.get("location")]).toEqual([303, expect.stringContaining("problem=")]);
    expect(await situationOf(theirs.orderId)).toEqual(before);
  });
});

describe("what a customer is shown by the link of their order", () => {
  it("is that order, with files made for its customer, and nothing of any other order or of the staff", async () => {
    for (const order of orders) {
      const answer = await look(await linkOf(order.orderId));
      const page = await answer.text();
      expect([order.step, answer.status, page.includes(order.name)]).toEqual([order.step, 200, true]);
      const others = orders
        .filter((one) => one !== order)
        .flatMap(({ orderId, itemId, personal, shopifyOrderId }) => [orderId, itemId, shopifyOrderId, ...personal]);
      const staff = [...Object.values(cast.first), ...Object.values(cast.second)].flatMap(({ name, member }) => [
        member.memberId,
        `${name} `,
      ]);
      expect([order.step, ...[...others, ...staff].filter((words) => page.includes(words))]).toEqual([order.step]);
      for (const [, token] of page.matchAll(/\/files\/([\w-]+)/g)) {
        expect(readFileAddress(token!)?.viewer).toEqual({ orderId: order.orderId });
        expect(order.files.map(({ id }) => id)).toContain(readFileAddress(token!)?.file.id);
      }
    }
  });

  it("has no artwork that quality control has not passed, but for one that they have already asked to change", async () => {
    for (const order of orders.filter(({ step }) => step === "quality_control" || step.startsWith("artwork"))) {
      const page = await (await look(await linkOf(order.orderId))).text();
      const shown = [...page.matchAll(/\/files\/([\w-]+)/g)].map(([, token]) => readFileAddress(token!)!.file.kind);
      expect([order.step, shown.includes("artfile")]).toEqual([order.step, false]);
    }
  });

  it("never opens the files of another customer's order", async () => {
    const [mine, theirs] = orders as [Kept, Kept];
    for (const { id, kind } of theirs.files) {
      for (const form of ["thumb", "screen", "original"] as const) {
        const token = fileAddress({
          shopId: cast.shopId,
          installation: 1,
          kind,
          id,
          form,
          orderId: mine.orderId,
        }).slice("/files/".length);
        expect((await knock("files.$token", "loader", unproven(`/files/${token}`), { token })).status).toBe(404);
      }
    }
  });
});

describe("a link that is not the order's", () => {
  it("opens nothing: altered, replaced by a newer one, of an order that ended long ago, or asked for in another shop", async () => {
    const { orderId, itemId } = orders.find(({ step }) => step === "fulfilment")!;
    const where = { shopId_id: { shopId: cast.shopId, id: orderId } };
    const token = await linkOf(orderId);
    expect((await look(token)).status).toBe(200);
    const altered = `${token.slice(0, 20)}${token[20] === "A" ? "B" : "A"}${token.slice(21)}`;
    for (const bad of [altered, token.slice(1), `${token}A`, orderId, "%00"])
      expect([bad, (await look(bad)).status]).toEqual([bad, 404]);
    expect((await look(token, { shop: cast.local.state.shops[1]!.domain })).status).toBe(404);
    await db().order.update({ where, data: { endedAt: new Date(Date.now() - 61 * 86_400_000) } });
    expect((await look(token)).status).toBe(404);
    await db().order.update({ where, data: { endedAt: null } });
    await inTransaction((tx) => renewLink(tx, { shopId: cast.shopId, orderId }));
    expect((await look(token)).status).toBe(404);
    expect((await send(token, [...FORMS.approve_artwork!.fields, ["target", `${itemId}:0`]])).status).toBe(404);
    expect((await look(await linkOf(orderId))).status).toBe(200);
  });
});

describe("a customer who is logged in to the shop", () => {
  const ask = async (
    customerId: number | undefined,
    name: "proxy._index" | "proxy.waiting" | "proxy.order.$orderId",
    path: string,
    params = {},
  ) => {
    const answer = asMeant(
      await knock(name, "loader", proxied(cast, path, {}, customerId === undefined ? {} : { customerId }), params),
    );
    return { status: answer.status, text: await answer.text() };
  };

  it("sees their own orders by their Shopify id, and nobody else's, be it with the same e-mail address", async () => {
    const [mine, theirs] = orders.filter(({ step }) => step === "customer_approval") as [Kept, Kept];
    const own = async ({ orderId }: Kept, customerShopifyId: string) =>
      db().order.updateMany({
        where: { shopId: cast.shopId, id: orderId },
        data: { customerShopifyId, customerEmail: "same@customers.test" },
      });
    await own(mine, "7001");
    await own(theirs, "7002");
    const list = await ask(7001, "proxy._index", "/proxy");
    expect([list.status, list.text.includes(mine.name), list.text.includes(theirs.name)]).toEqual([200, true, false]);
    expect(await ask(7001, "proxy.waiting", "/proxy/waiting")).toEqual({ status: 200, text: '{"waiting":1}' });
    const open = (customerId: number | undefined, { shopifyOrderId }: Kept) =>
      ask(customerId, "proxy.order.$orderId", `/proxy/order/${shopifyOrderId}`, { orderId: shopifyOrderId });
    expect(await open(7001, mine)).toMatchObject({ status: 200, text: expect.stringContaining(mine.name) });
    expect((await open(7001, theirs)).status).toBe(404);
    const stranger = await open(undefined, mine);
    expect([stranger.text.includes(mine.name), stranger.text.includes(mine.itemId)]).toEqual([false, false]);
    expect(await ask(undefined, "proxy.waiting", "/proxy/waiting")).toEqual({ status: 200, text: '{"waiting":0}' });
  });
});
