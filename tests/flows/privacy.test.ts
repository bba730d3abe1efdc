// What a customer or a leaving shop asks to be told or forgotten is told or forgotten, and nothing else is lost.
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Session } from "@shopify/shopify-app-remix/server";
import "../../dev/local-shopify/preload.mjs";
import { startLocalShopify } from "../../dev/local-shopify/server.ts";
import { db } from "../../app/adapters/db.ts";
import { shopifySessions } from "../../app/adapters/shopify/sessions.ts";
import { newStorageKey, storage } from "../../app/adapters/storage/storage.ts";
import { env } from "../../app/env.server.ts";
import { openTaskFile } from "../../app/services/screens/open-task-file.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { tellDataRequest } from "../../app/services/shop/tell-data-request.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { orderByToken, issueLink } from "../../app/adapters/proofs/customer-link.ts";
import { openShop, orderBody, photoProperty, sendWebhook, withoutShopify } from "./intake.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { act, makeMember, makeOrder, makeShop } from "./shop.ts";

// Whom Shopify does not know, it takes no token of: a shop that has left.
const shopify = await startLocalShopify({ withPages: false, mailKey: env().SENDGRID_API_KEY });
process.env.LOCAL_SHOPIFY_URL = shopify.hubOrigin;
afterAll(() => shopify.close());

const work = () => drainJobs({ with: withoutShopify });
const tokenOf = (domain: string) =>
  shopifySessions.storeSession(
    new Session({
      id: `offline_${domain}`,
      shop: domain,
      state: "",
      isOnline: false,
      accessToken: "not-a-token",
      scope: "",
    }),
  );

describe("the three privacy webhooks", () => {
  const domain = "privacy.myshopify.com";
  let shopId: string;
  let orderId: string;
  let otherId: string;
  let shopifyOrderId: string;

  beforeAll(async () => {
    const shop = await makeShop(domain);
    shopId = shop.shopId;
    const ida = await makeMember(shopId, ["image_processor"]);
    const order = await makeOrder(shopId, { customerShopifyId: "4711", assign: { image_processor: ida } });
    orderId = order.orderId;
    otherId = (await makeOrder(shopId, { customerShopifyId: "4712" })).orderId;
    await act({
      shopId,
      actor: ida,
      command: { action: "reject_photo", reasonId: shop.reasonId, comment: "Dear Carla, too dark" },
      itemIds: order.itemIds,
    });
    shopifyOrderId = (await db().order.findFirstOrThrow({ where: { id: orderId } })).shopifyOrderId;
    await db().shop.update({ where: { id: shopId }, data: { email: "hello@privacy.test", name: "Privacy" } });
  });

  it("customers/data_request: everything we hold is written down for the owner", async () => {
    await sendWebhook(
      {
        shop_domain: domain,
        customer: { id: 4711, email: "carla@example.com" },
        orders_requested: [Number(shopifyOrderId)],
        data_request: { id: 9999 },
      },
      { domain, topic: "customers/data_request" },
    );
    await work();
    const task = await db().task.findFirstOrThrow({ where: { shopId, kind: "customer_data_request" } });
    const { storageKey } = task.details as { storageKey: string };
    const file = JSON.parse(await text((await storage().get(storageKey))!)) as {
      orders: { customerName: string; items: { issues: { comment: string }[] }[] }[];
    };
    expect(file.orders).toHaveLength(1);
    expect(file.orders[0]).toMatchObject({
      customerName: "Carla Customer",
      items: [{ issues: [{ comment: "Dear Carla, too dark" }] }],
    });
    expect(JSON.stringify(file)).not.toContain(`${shopId}/`);
  });

  it("… and offered to admins and managers with the photos themselves, in the folder that it names", async () => {
    const task = await db().task.findFirstOrThrow({ where: { shopId, kind: "customer_data_request" } });
    const { name } = await db().order.findFirstOrThrow({ where: { id: orderId } });
    for (const role of ["admin", "manager"] as const) {
      const actor = await makeMember(shopId, [role]);
      const { overview } = await showHome({ shopId, actor });
      expect(overview!.tasks.cards).toMatchObject([{ id: task.id, hasFile: true }]);
      const zip = (await buffer((await openTaskFile({ shopId, actor, taskId: task.id }))!.body)).toString("latin1");
      expect(zip).toContain("customer data.json");
      expect(zip).toContain("photo of item 1");
      // Once as the photo's own name, once in the file of data.
      expect(zip.split(`${name.slice(1)}/item 1, photo 1-1.jpg`).length).toBeGreaterThanOrEqual(3);
    }
    expect(await openTaskFile({ shopId, actor: await makeMember(shopId, ["artist"]), taskId: task.id })).toBeNull();
  });

  it("… and the shop is told by email, once, without a word of the customer", async () => {
    const told = shopify.state.mails.filter(({ to }) => to === "hello@privacy.test");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ subject: "A customer asks which data you hold of them" });
    expect(told[0]!.text).toContain(`https://${domain}/admin/apps/`);
    expect(JSON.stringify(told)).not.toMatch(/carla|4711/i);
    const task = await db().task.findFirstOrThrow({ where: { shopId, kind: "customer_data_request" } });
    await tellDataRequest({ shopId, taskId: task.id });
    expect(shopify.state.mails.filter(({ to }) => to === "hello@privacy.test")).toHaveLength(1);
  });

  it("a request that the mail service does not take now is told later", async () => {
    const { id: taskId } = await db().task.create({
      data: { shopId, kind: "customer_data_request", subject: "later", closedAt: null },
    });
    shopify.faults.mail = { next: 1, fault: "429" };
    await expect(tellDataRequest({ shopId, taskId })).rejects.toThrow();
    await tellDataRequest({ shopId, taskId });
    expect(shopify.state.mails.filter(({ to }) => to === "hello@privacy.test")).toHaveLength(2);
    await db().task.delete({ where: { shopId_id: { shopId, id: taskId } } });
  });

  it("customers/redact: name, address, photos, notes and the link are gone, the order's number stays", async () => {
    const token = await issueLink(db(), { shopId, orderId });
    expect(await orderByToken(token)).not.toBeNull();
    const photo = await db().photo.findFirstOrThrow({ where: { shopId, item: { orderId } } });
    const pictures = [photo.storageKey, photo.thumbKey, photo.middleKey, photo.screenKey];
    expect(await Promise.all(pictures.map((key) => storage().head(key ?? "")))).not.toContain(null);
    const upload = { shopId, itemId: photo.itemId, storageKey: newStorageKey(shopId, "artfile") };
    const stored = await storage().put(upload.storageKey, Buffer.from("Carla, drawn"), { contentType: "image/png" });
    await db().upload.create({
      data: {
        ...upload,
        kind: "artfile",
        fileName: "Carla.png",
        state: "matched",
        sha256: stored.sha256,
        bytes: stored.bytes,
        contentType: stored.contentType,
      },
    });
    await db().email.create({
      data: {
        ...{ shopId, orderId, kind: "artwork_ready", round: 9, state: "failed", sendAt: new Date(), itemIds: [] },
        failure: "550 carla@example.com: no such user",
      },
    });
    await db().fulfilment.create({
      data: { shopId, orderId, state: "refused", refusal: "Carla has no address", trackingNumber: "CARLA1" },
    });
    // A request that names no customer, only an order.
    await sendWebhook(
      { shop_domain: domain, orders_requested: [Number(shopifyOrderId)], data_request: { id: 8888 } },
      { domain, topic: "customers/data_request" },
    );
    await work();
    // Long enough ago that nobody can take it back.
    await db().$executeRaw`UPDATE "Act" SET at = at - interval '1 hour' WHERE "shopId" = ${shopId}::uuid`;
    await sendWebhook(
      { shop_domain: domain, customer: { id: 4711 }, orders_to_redact: [Number(shopifyOrderId)] },
      { domain, topic: "customers/redact" },
    );
    await work();
    const everything = JSON.stringify(
      [
        await db().order.findFirst({
          where: { id: orderId },
          include: {
            items: { include: { photos: true, issues: true, revisions: true } },
            emails: true,
            history: true,
            fulfilments: true,
          },
        }),
      ],
      (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value),
    );
    expect(everything).not.toMatch(/carla|springfield|too dark|IMG_1/i);
    expect(await Promise.all(pictures.map((key) => storage().head(key!)))).toEqual([null, null, null, null]);
    expect([await storage().head(upload.storageKey), await db().upload.count({ where: { shopId } })]).toEqual([
      null,
      0,
    ]);
    expect(await storage().head(`${shopId}/export/8888`)).toBeNull();
    expect(await orderByToken(token)).toBeNull();
    expect(await db().email.count({ where: { shopId, orderId, state: "queued" } })).toBe(0);
    expect(await db().act.findMany({ where: { shopId } })).toMatchObject([{ before: { journal: [] } }]);
    expect((await db().order.findFirst({ where: { id: otherId } }))?.customerName).toBe("Carla Customer");
  });

  it("a customer who was forgotten stays forgotten, whatever Shopify tells of their orders later", async () => {
    const lines = [{ id: 1, properties: [photoProperty("https://photos.test/cat.jpg")] }];
    const more = { note: "For Jamie", created_at: new Date().toISOString() };
    const later = { updatedAt: new Date(Date.now() + 60_000).toISOString(), lines, more };
    // The second one was not here when Shopify asked to forget its customer.
    for (const [id, number] of [
      [Number(shopifyOrderId), 1001],
      [4_321, 4321],
    ] as const) {
      await sendWebhook({ shop_domain: domain, orders_to_redact: [id] }, { domain, topic: "customers/redact" });
      await work();
      await sendWebhook(orderBody({ id, number, ...later }), { domain, topic: "orders/updated" });
      await drainJobs({ with: { ...withoutShopify, "fetch-item-photo": async () => {} } });
      const row = await db().order.findFirstOrThrow({ where: { shopId, shopifyOrderId: String(id) } });
      expect(row.shopifyUpdatedAt.getTime()).toBeGreaterThan(Date.now());
      expect(JSON.stringify(row)).not.toMatch(/jamie|high street|customer\.test/i);
      expect([row.note, row.customerShopifyId]).toEqual([null, null]);
    }
  });

  it("shop/redact after the shop left: nothing of it remains, and other shops keep everything", async () => {
    const { shopId: stays } = await makeShop("stays.myshopify.com");
    const other = await makeOrder(stays);
    await sendWebhook({}, { domain, topic: "app/uninstalled" });
    await work();
    await tokenOf(domain);
    const { id: memberId } = await db().member.findFirstOrThrow({ where: { shopId } });
    const { itemId } = await db().photo.findFirstOrThrow({ where: { shopId, item: { orderId } } });
    const batch = { shopId, id: "7f6b0d5e-6a51-4c0e-9a44-0d6f3b1f5a01", memberId };
    await db().batch.create({ data: { ...batch, step: "photo_review", command: { action: "approve_photo" } } });
    await db().batchItem.create({ data: { shopId, batchId: batch.id, itemId, orderId, place: 1, changeCount: 0 } });
    await sendWebhook({ shop_id: 1, shop_domain: domain }, { domain, topic: "shop/redact" });
    await work();
    expect(await db().shop.count({ where: { domain } })).toBe(0);
    expect(await db().session.count({ where: { shopDomain: domain } })).toBe(0);
    for (const table of [
      "order",
      "item",
      "photo",
      "history",
      "member",
      "email",
      "task",
      "access",
      "batch",
      "batchItem",
      "forgottenOrder",
    ] as const) {
      expect(
        await (db()[table] as unknown as { count(query: object): Promise<number> }).count({ where: { shopId } }),
        table,
      ).toBe(0);
    }
    expect(await db().webhookDelivery.count({ where: { shopDomain: domain, workedAt: { not: null } } })).toBe(0);
    for await (const key of storage().list(shopId)) expect(key).toBeUndefined();
    expect(await db().order.count({ where: { id: other.orderId } })).toBe(1);
  });
});

describe("a shop leaves and comes back", () => {
  const domain = "comes-back.myshopify.com";

  it("its tokens are forgotten, its webhooks dropped, and a return finds its orders", async () => {
    const shopId = await openShop(domain);
    const { orderId } = await makeOrder(shopId);
    await tokenOf(domain);
    await sendWebhook({}, { domain, topic: "app/uninstalled" });
    await work();
    expect(await db().session.count({ where: { shopDomain: domain } })).toBe(0);
    expect((await db().shop.findFirst({ where: { domain } }))?.uninstalledAt).not.toBeNull();
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    expect(await openShop(domain)).toBe(shopId);
    expect((await db().shop.findFirst({ where: { domain } }))?.uninstalledAt).toBeNull();
    expect((await waitingJobs()).map(({ job }) => job).sort()).toEqual(["import-orders", "settle-all", "start-orders"]);
    expect(await db().order.count({ where: { id: orderId } })).toBe(1);
  });

  it("opening the app again and again changes nothing: default reasons and flow once, one import", async () => {
    await openShop("once.myshopify.com");
    const shopId = await openShop("once.myshopify.com");
    await Promise.all([openShop("at-once.myshopify.com"), openShop("at-once.myshopify.com")]);
    expect(await db().rejectionReason.count({ where: { shopId } })).toBeGreaterThan(3);
    expect(await db().shop.count({ where: { domain: "at-once.myshopify.com" } })).toBe(1);
  });
});

it("the session of a member is forgotten a day after it ended, the shop's own token is not", async () => {
  const [domain, ended] = ["sessions.myshopify.com", new Date(Date.now() - 25 * 3_600_000)];
  const session = { shop: domain, state: "", accessToken: "not-a-token", scope: "" };
  await shopifySessions.storeSession(new Session({ ...session, id: `${domain}_1`, isOnline: true, expires: ended }));
  await shopifySessions.storeSession(
    new Session({ ...session, id: `${domain}_2`, isOnline: true, expires: new Date(Date.now() + 3_600_000) }),
  );
  await shopifySessions.storeSession(
    new Session({ ...session, id: `offline_${domain}`, isOnline: false, expires: ended }),
  );
  await cleanUp();
  expect((await shopifySessions.findSessionsByShop(domain)).map(({ id }) => id).sort()).toEqual([
    `offline_${domain}`,
    `${domain}_2`,
  ]);
});
