// Characters that the database cannot keep, in whatever is typed or searched, break no door; and what cannot be read is said without code words.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { gather, type Cast } from "./access/cast.ts";
import { form, knock } from "./access/doors.ts";
import { makeOrder, makeShop } from "./shop.ts";
import { formWith, linkOf, openLink, post } from "./storefront.ts";

const HOSTILE = "a\0b\ud800c";
const KEPT = "ab\ufffdc";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
});
afterAll(() => cast?.stop());

const acts = (fields: Record<string, string>) =>
  knock("app.acts", "action", cast.first.manager.ask("/app/acts", form(fields)));
const ofList = (but: Record<string, string> = {}) => ({
  ...{ intent: "act_on_list", actId: randomUUID(), command: JSON.stringify({ action: "approve_photo" }) },
  ...{ step: "photo_review", q: "", who: "", seenAt: new Date().toISOString(), total: "0" },
  ...but,
});

describe("a null character and half a character", () => {
  it.each([
    ["app.image-approval", "/app/image-approval"],
    ["app.orders._index", "/app/orders"],
    ["app.fulfilment", "/app/fulfilment"],
  ])("in a search on %s find nothing", async (name, path) => {
    expect((await knock(name, "loader", cast.first.manager.ask(`${path}?q=a%00b`))).status).toBe(200);
  });

  it("in the words of a whole list find nothing", async () => {
    expect((await acts(ofList({ q: HOSTILE }))).status).toBe(200);
  });

  it("in a staff comment are left out", async () => {
    const { shopId, first, assignees } = cast;
    const { itemIds } = await makeOrder(shopId, { step: "customer_approval", assign: assignees });
    const command = JSON.stringify({ action: "approve_artwork", note: HOSTILE });
    const targets = JSON.stringify([{ itemId: itemIds[0], changeCount: 0 }]);
    const fields = { intent: "act", actId: randomUUID(), command, targets };
    const answer = await knock("app.acts", "action", first.manager.ask("/app/acts", form(fields)));
    expect(await answer.json()).toMatchObject({ kind: "act", outcome: { moved: [{ itemId: itemIds[0] }] } });
  });

  it("in a folder's name and a reason's are left out", async () => {
    const { shopId, first } = cast;
    const folder = form({ intent: "create_folder", name: HOSTILE });
    expect((await knock("app.fulfilment", "action", first.manager.ask("/app/fulfilment", folder))).status).toBe(200);
    const reason = form({ intent: "add_reason", name: HOSTILE });
    expect((await knock("app.settings.flow", "action", first.admin.ask("/app/settings/flow", reason))).status).toBe(
      200,
    );
    const [made] = await db().folder.findMany({ where: { shopId, name: { startsWith: "ab" } } });
    expect(made?.name).toBe(KEPT);
    expect(await db().rejectionReason.count({ where: { shopId, name: KEPT } })).toBe(1);
  });

  it("in a customer's wish are left out", async () => {
    const { shopId, domain } = await makeShop();
    const { orderId } = await makeOrder(shopId, { step: "customer_approval" });
    await db().artfile.updateMany({
      where: { shopId },
      data: { renditions: "made", screenKey: "x/x", thumbKey: "x/x" },
    });
    const token = await linkOf(shopId, orderId);
    const asked = formWith((await openLink(domain, token)).text, "Approve this artwork");
    asked.set("intent", "request_changes");
    asked.set("note", HOSTILE);
    expect((await post(domain, token, asked)).status).toBe(200);
    expect(await db().revision.findFirst({ where: { shopId } })).toMatchObject({ note: KEPT });
  });
});

it.each<Record<string, string>>([
  { seenAt: "garbage" },
  { seenAt: "2026-02-30T00:00:00Z" },
  { total: "-1" },
  { total: "NaN" },
  { step: "nowhere" },
  { who: "x".repeat(200) },
  { actId: "x" },
  { intent: "x" },
])("%j of a whole list is refused in a sentence for people", async (but) => {
  const answer = await acts(ofList(but));
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { kind: "wrong", sentence: "The form could not be read. Reload the page and try again." },
  ]);
});
