import type { ActingMember } from "../../app/domain/words/actors.ts";
import { inTransaction, pool } from "../../app/adapters/db.ts";
import { queuePage, type QueueRequest } from "../../app/adapters/rows/orders/step-queues.ts";
import { wakeShop } from "../../app/adapters/rows/shop/shops.ts";
import { listQueue } from "../../app/services/screens/list-queue.ts";
import { listFulfilment } from "../../app/services/fulfilment/list-fulfilment.ts";
import { listApprovals } from "../../app/services/screens/list-approvals.ts";
import { listArtwork } from "../../app/services/screens/list-artwork.ts";
import { listIssues } from "../../app/services/screens/list-issues.ts";
import { listOrders } from "../../app/services/screens/list-orders.ts";
import { listPhotosToCheck } from "../../app/services/screens/list-photos-to-check.ts";
import { wallFacts } from "../../app/services/screens/list-reasons.ts";
import { searchOrders } from "../../app/services/screens/search-orders.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { countStatements } from "./count-statements.ts";
import { medianMs, shown } from "./figures.ts";
import type { Sizes } from "./options.ts";
import { inScratchApp } from "./scratch-app.ts";

const FEW = 1_000;
const MEMBERS = 20;

/** Pages of Image Approval by key in one database, first with 1,000 items and then with all of them. */
export function walls({ rows }: Sizes): Promise<string[]> {
  return inScratchApp(false, async () => {
    const { shopId } = await inTransaction((tx) => wakeShop(tx, "bench.myshopify.com"));
    await pool().query(
      `INSERT INTO "Member" ("shopId", id, name, roles) SELECT $1::uuid, md5('m' || n)::uuid, 'Member ' || n, '{image_processor}' FROM generate_series(0, ${MEMBERS - 1}) n`,
      [shopId],
    );
    await fill(shopId, 1, FEW);
    const few = await measure(shopId);
    await fill(shopId, FEW + 1, rows);
    const many = await measure(shopId);
    const named = (count: number) => count.toLocaleString("en");
    return [
      ...Object.keys(few).map(
        (what) =>
          `${what}: ${shown(few[what]!)} ms at ${named(FEW)} items, ${shown(many[what]!)} ms at ${named(rows)}: ratio ${shown(many[what]! / few[what]!)}`,
      ),
      ...(await countAsked(shopId)),
    ];
  });
}

/** Orders of four items; of twenty orders six are open, one in each step, and the others are done. Placed a minute apart. */
async function fill(shopId: string, from: number, to: number): Promise<void> {
  const orders = `SELECT DISTINCT (n - 1) / 4 AS o FROM generate_series(${from}, ${to}) n`;
  await pool().query(
    `INSERT INTO "Order" ("shopId", id, "shopifyOrderId", name, "placedAt", "shopifyUpdatedAt", flow)
     SELECT $1::uuid, md5('o' || o)::uuid, o::text, '#' || o, now() - interval '4 years' + o * interval '1 minute', now(), '{}' FROM (${orders}) a ON CONFLICT DO NOTHING`,
    [shopId],
  );
  await pool().query(
    `INSERT INTO "Assignment" ("shopId", "orderId", role, "memberId")
     SELECT $1::uuid, md5('o' || o)::uuid, 'image_processor', md5('m' || (o / 20) % ${MEMBERS})::uuid FROM (${orders}) a ON CONFLICT DO NOTHING`,
    [shopId],
  );
  await pool().query(
    `INSERT INTO "Item" ("shopId", id, "orderId", number, "lineId", "sourceKey", "propertyName", "productTitle", options, quantity, "fileName", "fileNameKey", skips, step, "stepSince", "visibleAt", "photoVersion")
     SELECT $1::uuid, md5('i' || n)::uuid, md5('o' || o)::uuid, 1 + (n - 1) % 4, n::text, 'Photo', 'Photo', 'Yellow Portrait', '{}'::text[], 1, 'file ' || n, 'file ' || n, '{}'::text[],
       coalesce((ARRAY['photo_review', 'photo_issue', 'artwork', 'quality_control', 'customer_approval', 'fulfilment'])[1 + o % 20], 'done'),
       now() - interval '4 years' + o * interval '1 minute', now() - interval '1 hour', 1
     FROM (SELECT n, (n - 1) / 4 AS o FROM generate_series(${from}, ${to}) n) numbered`,
    [shopId],
  );
  await pool().query("VACUUM (ANALYZE)");
}

/** How many statements each list of the staff asks for a manager, without the three for who asks and what the frame shows. */
async function countAsked(shopId: string): Promise<string[]> {
  const {
    rows: [member],
  } = await pool().query<{ id: string }>("SELECT md5('m1')::uuid AS id");
  const actor: ActingMember = { kind: "member", memberId: member!.id, roles: ["manager"] };
  const asked = { shopId, actor, after: null, words: "" };
  const lists: Record<string, () => Promise<unknown>> = {
    "Image Approval": () =>
      Promise.all([listPhotosToCheck({ ...asked, words: undefined }), wallFacts(shopId, actor, "image_processor")]),
    "Image/Order Issues": () => listIssues(asked),
    "Artfile Production": () => listArtwork({ ...asked, tab: "new", who: undefined }),
    "Customer Approval": () => listApprovals({ ...asked, isApproved: false }),
    "Fulfilment Queue": () => listFulfilment({ shopId, actor, filters: {}, after: null }),
    Orders: () => listOrders({ shopId, actor, filters: { state: "all" }, after: null }),
    "Search for an order": () => searchOrders({ ...asked, words: "#39" }),
    Home: () => showHome({ shopId, actor }),
  };
  const lines: string[] = [];
  for (const [name, list] of Object.entries(lists))
    lines.push(`${name}: ${(await countStatements(list)).statements.length} statements`);
  return lines;
}

async function measure(shopId: string): Promise<Record<string, number>> {
  const {
    rows: [member],
  } = await pool().query<{ id: string }>("SELECT md5('m1')::uuid AS id");
  const all: QueueRequest = {
    shopId,
    step: "photo_review",
    ownedBy: null,
    role: "image_processor",
    findsByCustomer: true,
    filters: {},
  };
  const own = { ...all, ownedBy: { memberId: member!.id, role: "image_processor" as const } };
  const {
    rows: [middle],
  } = await pool().query<{ since: Date; id: string }>(
    `SELECT "stepSince" AS since, id FROM "Item" WHERE "shopId" = $1 AND step = 'photo_review' ORDER BY "stepSince" OFFSET (SELECT count(*) / 2 FROM "Item" WHERE "shopId" = $1 AND step = 'photo_review') LIMIT 1`,
    [shopId],
  );
  const key = { since: middle!.since.toISOString(), id: middle!.id };
  const actor: ActingMember = { kind: "member", memberId: member!.id, roles: ["image_processor"] };
  return {
    "first page of a manager": await medianMs(51, () => queuePage(all, null, 20)),
    "a page in the middle, by its key": await medianMs(51, () => queuePage(all, key, 20)),
    "first page of one of 20 image processors": await medianMs(51, () => queuePage(own, null, 20)),
    "their whole wall (page, count, cards)": await medianMs(21, () =>
      listQueue({ shopId, actor, step: "photo_review", filters: {} }),
    ),
    "a manager's whole wall (page, count, cards)": await medianMs(21, () =>
      listQueue({
        shopId,
        actor: { ...actor, roles: ["image_processor", "manager"] },
        step: "photo_review",
        filters: {},
      }),
    ),
  };
}
