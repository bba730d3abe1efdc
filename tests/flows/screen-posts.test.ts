// What the form of a staff screen says is what the service is asked for, field by field.
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { uploadArtfile } from "../../app/services/artfiles/upload-artfile.ts";
import { gather, type Cast, type Person } from "./access/cast.ts";
import { form, knock } from "./access/doors.ts";
import { pngOf } from "./pictures.ts";
import { makeOrder } from "./shop.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
});
afterAll(() => cast?.stop());

async function post(name: string, path: string, person: Person, fields: Record<string, string>): Promise<unknown> {
  return (await knock(name, "action", person.ask(path, form(fields)))).json();
}

describe("the fulfilment page", () => {
  const fulfilment = (fields: Record<string, string>) =>
    post("app.fulfilment", "/app/fulfilment", cast.first.fulfiller, fields);

  it.each([
    ["yes", true],
    ["no", false],
  ])(
    "with notifyCustomer %s asks Shopify for that, with the tracking as it was typed",
    async (word, notifyCustomer) => {
      const { orderId, itemIds } = await makeOrder(cast.shopId, { step: "fulfilment", assign: cast.assignees });
      const tracking = { trackingNumber: "1Z999", trackingCompany: "UPS", trackingUrl: "https://ups.test/1Z999" };
      const targets = JSON.stringify([{ itemId: itemIds[0]!, changeCount: 0 }]);
      await fulfilment({ intent: "fulfil", actId: randomUUID(), targets, ...tracking, notifyCustomer: word });
      expect(await db().fulfilment.findMany({ where: { orderId } })).toMatchObject([{ ...tracking, notifyCustomer }]);
    },
  );

  it("sorts an order into a folder, and out of it again", async () => {
    const { shopId } = cast;
    const { orderId } = await makeOrder(shopId, { step: "fulfilment", assign: cast.assignees });
    const { id: folderId } = await db().folder.create({ data: { shopId, name: "Canvas" } });
    for (const [wish, is] of [
      [folderId, folderId],
      ["none", null],
    ] as const) {
      const answer = await fulfilment({ intent: "sort", orderIds: orderId, folderId: wish });
      expect(answer).toMatchObject({ said: "1 order was sorted.", isRefused: false });
      expect(await db().order.findFirst({ where: { id: orderId } })).toMatchObject({ folderId: is });
    }
  });
});

describe("Artfile Production", () => {
  it("hands in a file of an older photo for the items that were ticked, and for no other", async () => {
    const { shopId, assignees } = cast;
    const { itemIds } = await makeOrder(shopId, {
      items: 2,
      step: "artwork",
      flow: { manner: "independently" },
      assign: assignees,
    });
    for (const { id, fileName } of await db().item.findMany({ where: { shopId, id: { in: itemIds } } })) {
      const body = Readable.from([pngOf(fileName)]);
      await uploadArtfile({ shopId, actor: assignees.artist, fileName: `${fileName}.png`, body });
      const newer = { version: 2, position: 1, state: "ready", createdAt: new Date(Date.now() + 1000) };
      await db().photo.create({ data: { shopId, itemId: id, ...newer } });
      await db().item.update({ where: { shopId_id: { shopId, id } }, data: { photoVersion: 2 } });
    }
    const fields = { intent: "update", actId: randomUUID(), olderPhotoAccepted: itemIds[0]! };
    expect(await post("app.artfile-production", "/app/artfile-production", cast.first.artist, fields)).toMatchObject({
      outcome: {
        moved: [{ itemId: itemIds[0] }],
        refused: [{ itemId: itemIds[1], refusal: "artfile_of_older_photo" }],
      },
    });
  });
});
