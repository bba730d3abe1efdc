// What a customer or a leaving shop asks to be told or forgotten is told or forgotten, and nothing else is lost.
import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { Session } from "@shopify/shopify-app-remix/server";
import { db } from "../../app/adapters/db.ts";
import { shopifySessions } from "../../app/adapters/shopify/sessions.ts";
import { newStorageKey, storage } from "../../app/adapters/storage/storage.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { orderByToken, issueLink } from "../../app/adapters/proofs/customer-link.ts";
import { openShop, sendWebhook, withoutShopify } from "./intake.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { act, makeMember, makeOrder, makeShop } from "./shop.ts";

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
  });

  it("customers/redact: name, address, photos, notes and the link are gone, the order's number stays", async () => {
    const token = await issueLink(db(), { shopId, orderId });
    expect(await orderByToken(token)).not.toBeNull();
    const photo = await db().photo.findFirstOrThrow({ where: { shopId, item: { orderId } } });
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
          include: { items: { include: { photos: true, issues: true, revisions: true } }, emails: true, history: true },
        }),
      ],
      (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value),
    );
    expect(everything).not.toMatch(/carla|springfield|too dark|IMG_1/i);
    expect(await storage().head(photo.storageKey!)).toBeNull();
    expect([await storage().head(upload.storageKey), await db().upload.count({ where: { shopId } })]).toEqual([
      null,
      0,
    ]);
    expect(await orderByToken(token)).toBeNull();
    expect(await db().email.count({ where: { shopId, orderId, state: "queued" } })).toBe(0);
    expect(await db().act.findMany({ where: { shopId } })).toMatchObject([{ before: { journal: [] } }]);
    expect((await db().order.findFirst({ where: { id: otherId } }))?.customerName).toBe("Carla Customer");
  });

  it("shop/redact after the shop left: nothing of it remains, and other shops keep everything", async () => {
    const { shopId: stays } = await makeShop("stays.myshopify.com");
    const other = await makeOrder(stays);
    await sendWebhook({}, { domain, topic: "app/uninstalled" });
    await work();
    await tokenOf(domain);
    await sendWebhook({ shop_id: 1, shop_domain: domain }, { domain, topic: "shop/redact" });
    await work();
    expect(await db().shop.count({ where: { domain } })).toBe(0);
    expect(await db().session.count({ where: { shopDomain: domain } })).toBe(0);
    for (const table of ["order", "item", "photo", "history", "member", "email", "task"] as const) {
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
    expect((await waitingJobs()).map(({ job }) => job)).toEqual(["import-orders"]);
    expect(await db().order.count({ where: { id: orderId } })).toBe(1);
  });

  it("a late notice of the uninstallation before does not throw it out again", async () => {
    await openShop(domain);
    const late = {
      shopDomain: domain,
      topic: "app/uninstalled",
      eventId: randomUUID(),
      triggeredAt: new Date(Date.now() - 3_600_000),
      body: "{}",
    };
    const row = await db().webhookDelivery.create({ data: late });
    const { workWebhook } = await import("../../app/services/intake/work-webhook.ts");
    await workWebhook(String(row.id));
    expect((await db().shop.findFirst({ where: { domain } }))?.uninstalledAt).toBeNull();
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
