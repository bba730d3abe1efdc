import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import sharp from "sharp";
import { buildWhenStale } from "../start/build-when-stale.ts";
import { startProofline } from "../start-proofline.ts";

/** The whole of Proofline with a shop in it: a wall of so many cards, and an artwork as heavy as a photograph that waits for its customer. */
export async function startFullHouse(folder: string, cards: number) {
  buildWhenStale();
  const proofline = await startProofline({ folder, durable: false });
  const { shopify, env } = proofline;
  Object.assign(process.env, env);
  const [{ openAsEveryone }, { placePlannedOrders, untilTaken }, { live }, { db, pool, disconnect }, { issueLink }] =
    await Promise.all([
      import("../seed/people.ts"),
      import("../seed/place.ts"),
      import("../seed/live.ts"),
      import("../../app/adapters/db.ts"),
      import("../../app/adapters/proofs/customer-link.ts"),
    ]);
  const shop = shopify.state.shops[0]!;
  const shopId = await openAsEveryone(shopify, shop);
  const lines = [{ handle: "yellow-portrait", variant: 0, photos: [["miez.png"]] }];
  const plans = (["new", "with the customer"] as const).map((life, customer) => ({
    life,
    customer,
    hoursAgo: 2,
    lines,
  }));
  const taken = await untilTaken(shopId, await placePlannedOrders(shopify, shop, plans));
  for (const { orderId, plan } of taken) await live(shopId, orderId, plan);
  while ((await db().artfile.count({ where: { shopId, renditions: "none" } })) > 0) await wait(250);
  const orderOf = (at: number) => taken.find(({ plan }) => plan === plans[at])!.orderId;
  await drawHeavy(shopId, orderOf(1));

  const copy = (table: string, where: string, but: string) =>
    pool().query(
      `INSERT INTO "${table}" SELECT (jsonb_populate_record(t, to_jsonb(t) || jsonb_build_object(${but}))).* FROM "${table}" t, generate_series(1, ${cards}) n WHERE t."shopId" = $1::uuid AND ${where}`,
      [shopId],
    );
  const from = `'${orderOf(0)}'`;
  const order = `md5('o' || n)::uuid`;
  const item = `md5('i' || n)::uuid`;
  await copy(
    "Order",
    `id = ${from}`,
    `'id', ${order}, 'shopifyOrderId', (900000 + n)::text, 'name', '#' || (5000 + n)`,
  );
  await copy(
    "Item",
    `"orderId" = ${from}`,
    `'id', ${item}, 'orderId', ${order}, 'fileName', 'file ' || n, 'fileNameKey', 'file ' || n`,
  );
  await copy(
    "Photo",
    `"itemId" IN (SELECT id FROM "Item" WHERE "orderId" = ${from})`,
    `'id', md5('p' || n)::uuid, 'itemId', ${item}`,
  );
  const owner = shop.staff.find(({ firstName }) => firstName === "Olivia")!;
  const [store] = Object.values(shopify.storeOrigins);
  return {
    admin: `${shopify.hubOrigin}/admin/${shop.handle}/${owner.id}/apps/proofline`,
    customersPage: `${store}/apps/proofline/o/${await issueLink(db(), { shopId, orderId: orderOf(1) })}`,
    appOrigin: proofline.appOrigin,
    /** As files of before there was a middle picture. */
    forgetMiddle: () => db().artfile.updateMany({ where: { shopId }, data: { middleKey: null } }),
    stop: async () => {
      await disconnect();
      await proofline.stop({ remove: true });
    },
  };
}

// Soft noise weighs as much as the photographs that customers send: some 300 KB at 1,600 pixels.
async function drawHeavy(shopId: string, orderId: string): Promise<void> {
  const [{ db }, { newStorageKey, storage }, { makeFileRenditions }] = await Promise.all([
    import("../../app/adapters/db.ts"),
    import("../../app/adapters/storage/storage.ts"),
    import("../../app/services/intake/make-file-renditions.ts"),
  ]);
  const noise = { type: "gaussian", mean: 128, sigma: 18 } as const;
  const small = sharp({ create: { width: 300, height: 400, channels: 3, background: "#888", noise } }).png();
  const heavy = await sharp(await small.toBuffer())
    .resize(2_400, 3_200)
    .jpeg({ quality: 92 })
    .toBuffer();
  const storageKey = newStorageKey(shopId, "artfile");
  await storage().put(storageKey, Readable.from([heavy]), { contentType: "image/jpeg" });
  const { id } = await db().artfile.findFirstOrThrow({ where: { shopId, item: { orderId } } });
  await db().artfile.updateMany({ where: { shopId, id }, data: { storageKey, renditions: "none", width: null } });
  await makeFileRenditions({ shopId, fileKind: "artfile", fileId: id });
}
