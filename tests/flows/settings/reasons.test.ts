// Rejection reasons: what staff choose, what the customer reads and may do, and what of it is kept.
import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../../app/adapters/db.ts";
import { storage } from "../../../app/adapters/storage/storage.ts";
import type { ActingMember } from "../../../app/domain/words/actors.ts";
import { receiveShopPicture } from "../../../app/services/artfiles/receive-shop-picture.ts";
import { openFile } from "../../../app/services/artfiles/open-file.ts";
import { prepareEmail } from "../../../app/services/emails/prepare-email.ts";
import { listPictures } from "../../../app/services/screens/list-pictures.ts";
import { listAllReasons, listReasons } from "../../../app/services/screens/list-reasons.ts";
import { listSettingChanges } from "../../../app/services/screens/list-setting-changes.ts";
import { changeReasons, tellReasons } from "../../../app/services/shop/change-reasons.ts";
import { dropUnnamedFile } from "../../../app/services/shop/drop-files.ts";
import { removePicture } from "../../../app/services/shop/remove-picture.ts";
import { jpeg, withoutShopify } from "../intake.ts";
import { drainJobs } from "../set-up.ts";
import { act, letUndoWindowPass, makeMember, makeOrder, makeShop, stepsOf } from "../shop.ts";
import { formWith, linkOf, openLink, post } from "../storefront.ts";

let shopId: string, domain: string, reasonId: string;
let by: { shopId: string; actor: ActingMember };
beforeEach(async () => {
  ({ shopId, domain, reasonId } = await makeShop());
  by = { shopId, actor: await makeMember(shopId, ["admin"], { name: "Olga" }) };
});

const WORDS = { customerText: "", hint: "", mayKeepPhoto: true };
const add = (name: string) => changeReasons({ intent: "add_reason", ...WORDS, name }, by);
const names = async () => (await listReasons(shopId)).map(({ name }) => name);
const idOf = async (name: string) => (await listAllReasons(shopId)).find((one) => one.name === name)!.id;

async function rejected(items = 1, reasons: string[] = [reasonId]) {
  const order = await makeOrder(shopId, { items });
  for (const [at, itemId] of order.itemIds.entries()) {
    const command = { action: "reject_photo", reasonId: reasons[at % reasons.length]!, comment: "" } as const;
    await act({ shopId, actor: by.actor, command, itemIds: [itemId] });
  }
  await letUndoWindowPass();
  return { ...order, page: async () => (await openLink(domain, await linkOf(shopId, order.orderId))).text };
}

async function emailOf(orderId: string) {
  const email = await db().email.findFirstOrThrow({ where: { shopId, orderId, kind: "order_issue" } });
  await db().email.updateMany({ where: { shopId, id: email.id }, data: { sendAt: new Date(0) } });
  const message = await prepareEmail({ shopId, emailId: email.id });
  return typeof message === "string" ? message : message.text;
}

describe("names", () => {
  it("equal ones are refused, whatever their case, blanks and letters' make-up, and two at once are one", async () => {
    expect(await add("  Two  pets ")).toEqual({ ok: true });
    for (const alike of ["two PETS", "Two\u200B pets", "Two\u00a0pets"])
      expect(await add(alike), alike).toEqual({ refused: "name_taken" });
    const twice = await Promise.all(["Café", "CAFE\u0301"].map(add));
    expect(twice.filter((one) => "refused" in one)).toEqual([{ refused: "name_taken" }]);
    expect(await add("Smudged")).toEqual({ ok: true });
    const smudged = { intent: "change_reason", ...WORDS, reasonId: await idOf("Smudged") } as const;
    expect(await changeReasons({ ...smudged, name: "two pets" }, by)).toEqual({ refused: "name_taken" });
    expect(await changeReasons({ ...smudged, name: "smudged" }, by)).toEqual({ ok: true });
    expect(await add("   ")).toEqual({ refused: "needs_name" });
  });

  it("one that is switched off is not made again: it is said to switch it on, and that brings it back", async () => {
    await changeReasons({ intent: "switch_reason", reasonId, isOn: false }, by);
    expect(await names()).not.toContain("Blurry");
    const again = await tellReasons({ intent: "add_reason", ...WORDS, name: "BLURRY" }, by);
    expect(again).toEqual({ isRefused: true, said: expect.stringContaining("Switch it on instead") });
    await changeReasons({ intent: "switch_reason", reasonId, isOn: true }, by);
    expect((await names())[0]).toBe("Blurry");
  });
});

describe("reasons", () => {
  it("stand in the order they were dragged to, and what came meanwhile stands behind", async () => {
    const ids = (await listAllReasons(shopId)).map(({ id }) => id);
    await add("Newest");
    const asked = [ids[1]!, ids[0]!, ...ids.slice(2), randomUUID()];
    expect(await changeReasons({ intent: "order_reasons", reasonIds: asked }, by)).toEqual({ ok: true });
    expect((await names()).slice(0, 2)).toEqual(["Too dark", "Blurry"]);
    expect((await names()).at(-1)).toBe("Newest");
  });

  it("that were used are kept, also when nothing waits any more; others can be deleted", async () => {
    const { itemIds } = await rejected();
    await act({ shopId, actor: by.actor, command: { action: "move", to: "photo_review" }, itemIds });
    expect(await changeReasons({ intent: "drop_reason", reasonId }, by)).toEqual({ refused: "reason_used" });
    expect(await changeReasons({ intent: "drop_reason", reasonId: await idOf("Too dark") }, by)).toEqual({ ok: true });
    expect(await names()).not.toContain("Too dark");
    expect(await changeReasons({ intent: "drop_reason", reasonId: randomUUID() }, by)).toEqual({
      refused: "unknown_item",
    });
  });

  it("are changed in the log's words, from what to what", async () => {
    const words = { name: "Fuzzy", customerText: "We see too little.", hint: "", mayKeepPhoto: false };
    await changeReasons({ intent: "change_reason", reasonId, ...words }, by);
    await changeReasons({ intent: "switch_reason", reasonId, isOn: false }, by);
    const { lines } = await listSettingChanges(shopId, null);
    expect(lines.map(({ about, from, to }) => `${about}: ${from} → ${to}`).toReversed()).toEqual([
      "Blurry: name: Blurry → Fuzzy",
      "Blurry: text for the customer: its name → We see too little.",
      "Blurry: continue with the current photo: may be chosen → may not be chosen",
      "Fuzzy: offered: yes → no",
    ]);
  });
});

describe("the customer", () => {
  it("reads the text for them and the hint, and the name where there is no text", async () => {
    const { page, orderId } = await rejected();
    expect(await page()).toContain("Blurry");
    const words = {
      name: "Staff: fuzzy again",
      customerText: "We see too little of {{ the }} eyes.",
      mayKeepPhoto: true,
    };
    await changeReasons({ intent: "change_reason", reasonId, ...words, hint: "Daylight <helps>." }, by);
    const text = await page();
    expect(text).toContain("We see too little of &#123;&#123; the &#125;&#125; eyes.");
    expect(text).toContain("Daylight &#60;helps&#62;.");
    expect(text).not.toContain("Staff");
    const email = await emailOf(orderId);
    expect(email).toContain("We see too little of {{ the }} eyes.");
    expect(email).not.toContain("Staff");
  });

  it("may not continue with a photo under a reason that does not allow it: not offered, refused, and not in the email", async () => {
    const { page, orderId, itemIds } = await rejected();
    const keep = formWith(await page(), "Continue with the current photo", { looked: "yes" });
    await changeReasons({ intent: "change_reason", reasonId, ...WORDS, name: "Blurry", mayKeepPhoto: false }, by);
    expect(await page()).not.toContain("Continue with the current photo");
    expect(await page()).toContain("Send the new photo");
    const answer = await post(domain, await linkOf(shopId, orderId), keep);
    expect(answer.text).toContain("We cannot continue with this photo. Please send a new one.");
    const command = { action: "keep_photo", note: "By phone" } as const;
    const forThem = await act({ shopId, actor: by.actor, command, itemIds });
    expect(forThem.refused).toMatchObject([{ refusal: "photo_not_kept" }]);
    expect(await stepsOf(shopId, orderId)).toEqual(["photo_issue"]);
    const email = await emailOf(orderId);
    expect(email).toContain("On your order’s page you can attach another photo. We continue");
    expect(email).not.toMatch(/current/);
  });

  it("is offered in the email what each item's page offers", async () => {
    const strict = await idOf("Not allowed to print");
    const both = await rejected(3, [reasonId, strict]);
    expect(await emailOf(both.orderId)).toContain(
      "attach another photo or, where the page offers it, tell us to continue with the current one.",
    );
    const free = await rejected();
    expect(await emailOf(free.orderId)).toContain("attach another photo or tell us to continue with the current one.");
  });

  it("whose photo cannot be opened, or was behind a dead link, is not offered in the email to continue with it", async () => {
    const { orderId } = await rejected();
    await db().photo.updateMany({
      where: { shopId, item: { orderId } },
      data: { state: "failed", failure: "dead_link" },
    });
    expect(await emailOf(orderId)).not.toMatch(/current/);
  });
});

describe("pictures", () => {
  const picture = async (fields: Record<string, string>, bytes: Buffer | null = null, who = by.actor) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ formId: randomUUID(), ...fields })) form.set(name, value);
    form.set("picture", new File([new Uint8Array(bytes ?? (await jpeg(2400, 1600)))], "IMG_1.jpg"));
    const { headers, body } = new Request("https://proofline.test", { method: "POST", body: form });
    return receiveShopPicture({ contentType: headers.get("content-type"), body }, { shopId, actor: who });
  };
  const shown = () => listPictures({ shopId, installation: 1, memberId: by.actor.memberId });
  const bytesOf = async (address: string) => {
    const file = await openFile(address.replace("/files/", ""));
    if (!file) return null;
    const chunks = await file.body.toArray();
    return { headers: file.headers, meta: await sharp(Buffer.concat(chunks as Buffer[])).metadata() };
  };
  const files = async () => {
    const keys: string[] = [];
    for await (const key of storage().list(shopId)) keys.push(key);
    return keys;
  };

  it("of a reason are drawn anew, shown to the customer with words, and replaced by the next one", async () => {
    const gps = await sharp(await jpeg(2400, 1600))
      .withExif({ IFD0: { Copyright: "home address" } })
      .jpeg()
      .toBuffer();
    expect(await picture({ place: "good", reasonId, alt: "A cat in daylight" }, gps)).toMatchObject({
      isRefused: false,
    });
    expect(await picture({ place: "bad", reasonId })).toMatchObject({ isRefused: false });
    expect((await files()).filter((key) => key.includes("/photo/") || key.includes("/upload/"))).toEqual([]);
    const { page } = await rejected();
    const text = await page();
    expect(text).toContain('alt="A photo that works: A cat in daylight"');
    expect(text).toContain('alt="A photo that does not work"');
    const [address] = text.match(/files\/[\w.-]+(?="[^>]*data-proofline-zoom><img[^>]*alt="A photo that works)/) ?? [];
    const customers = await bytesOf(`/${address}`);
    expect(customers?.meta).toMatchObject({ format: "jpeg", width: 1600 });
    expect(customers?.meta.exif).toBeUndefined();
    const [good] = await shown();
    expect((await bytesOf(good!.thumb))?.meta.width).toBe(400);
    expect(await picture({ place: "good", reasonId })).toMatchObject({ isRefused: false });
    await drainJobs({ with: withoutShopify });
    expect(await bytesOf(good!.thumb)).toBeNull();
    expect((await files()).filter((key) => key.includes("picture-"))).toHaveLength(6);
    expect((await shown()).map(({ place, alt }) => [place, alt]).toSorted()).toEqual([
      ["bad", ""],
      ["good", ""],
    ]);
  });

  it("of the guideline stand in their order, at most twelve, and go with their files", async () => {
    for (let at = 1; at <= 12; at += 1)
      expect(await picture({ place: "guideline", alt: `${at}` }, await jpeg(20, 20))).toMatchObject({
        isRefused: false,
      });
    expect(await picture({ place: "guideline" })).toMatchObject({ isRefused: true });
    const [first] = await shown();
    expect(first!.alt).toBe("1");
    expect(await removePicture({ ...by, pictureId: first!.id })).toMatchObject({ isRefused: false });
    await drainJobs({ with: withoutShopify });
    expect((await files()).filter((key) => key.includes("picture-"))).toHaveLength(33);
    const [key] = (await files()).filter((one) => one.includes("picture-"));
    await dropUnnamedFile({ shopId, key: key! });
    expect(await storage().head(key!)).not.toBeNull();
  });

  it("that are none, come twice, or from somebody else change nothing", async () => {
    const artist = await makeMember(shopId, ["manager"]);
    expect(await picture({ place: "good", reasonId }, Buffer.from("<svg onload=alert(1)>"))).toMatchObject({
      isRefused: true,
    });
    expect(await picture({ place: "good", reasonId }, null, artist)).toMatchObject({ isRefused: true });
    expect(await picture({ place: "guideline", reasonId })).toMatchObject({ isRefused: true });
    expect(await picture({ place: "good" })).toMatchObject({ isRefused: true });
    expect(await picture({ place: "good", reasonId: randomUUID() })).toMatchObject({ isRefused: true });
    expect(await shown()).toEqual([]);
    const formId = randomUUID();
    for (let time = 1; time <= 2; time += 1)
      expect(await picture({ formId, place: "guideline" })).toMatchObject({ isRefused: false });
    expect(await shown()).toHaveLength(1);
  });

  it("of a member who has left, or of another shop, are not to be had", async () => {
    await picture({ place: "guideline" });
    const [one] = await shown();
    expect(await bytesOf(one!.screen)).not.toBeNull();
    await db().member.updateMany({ where: { shopId, id: by.actor.memberId }, data: { leftAt: new Date() } });
    expect(await bytesOf(one!.screen)).toBeNull();
  });
});
