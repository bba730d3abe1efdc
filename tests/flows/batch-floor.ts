import { randomUUID } from "node:crypto";
import { db } from "../../app/adapters/db.ts";
import { momentOfReading } from "../../app/adapters/rows/orders/step-queues.ts";
import type { BatchProgress } from "../../app/domain/acting/batch.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import type { Command } from "../../app/domain/workflow/actions.ts";
import { startBatch } from "../../app/services/batches/start-batch.ts";
import { tellBatch } from "../../app/services/batches/tell-batch.ts";
import { workBatch } from "../../app/services/batches/work-batch.ts";
import { makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";

export const APPROVE: Command = { action: "approve_photo" };
export type Narrowed = { words?: string; who?: string; seenAt?: Date; total?: number };

/** All of Image Approval as it is looked at now: what was written at this very moment would count as later. */
export async function listNow(list: Narrowed = {}) {
  await db().$queryRaw`SELECT 1 FROM pg_sleep(0.01)`;
  return { step: "photo_review" as const, seenAt: await momentOfReading(), total: 2_000, ...list };
}

/** A shop with an image processor, an admin and no other batch, and what one does to its list as a whole. */
export async function openBatchFloor() {
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await db().batch.deleteMany();
  const { shopId, reasonId } = await makeShop();
  const ida: ActingMember = await makeMember(shopId, ["image_processor"], { name: "Ida" });
  const admin: ActingMember = await makeMember(shopId, ["admin"]);
  const order = (items = 1, whose = ida) => makeOrder(shopId, { items, assign: { image_processor: whose } });
  /** One turn of its job, however long it takes here. */
  const job = ({ batchId }: BatchProgress) => workBatch({ shopId, batchId }, { turnMs: Infinity });
  return {
    ...{ shopId, reasonId, ida, admin, order, job },
    orders: async (count: number) => {
      const made = [];
      for (let at = 0; at < count; at += 1) made.push(await order());
      return made;
    },
    start: async (actor: ActingMember, list: Narrowed = {}, command = APPROVE): Promise<BatchProgress> => {
      const answer = await startBatch({ shopId, actor, batchId: randomUUID(), command, list: await listNow(list) });
      if ("wrong" in answer) throw new Error(answer.wrong);
      return answer;
    },
    /** Does twenty of its orders: four turns as short as can be. */
    someOf: async ({ batchId }: BatchProgress): Promise<void> => {
      for (let turn = 0; turn < 4; turn += 1) await workBatch({ shopId, batchId }, { turnMs: 0 });
    },
    told: async ({ batchId }: BatchProgress) => (await tellBatch({ shopId, actor: ida, batchId, isWhole: true }))!,
    steps: async (made: { orderId: string }[]) =>
      (await Promise.all(made.map(({ orderId }) => stepsOf(shopId, orderId)))).flat(),
  };
}

/** While it runs, the database refuses to write rows of a table that meet a condition, as if whoever writes died there. */
export async function whileDying(
  table: "Item" | "BatchItem",
  condition: string,
  run: () => Promise<void>,
): Promise<void> {
  await db().$executeRawUnsafe(
    `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF ${condition} THEN RAISE 'died'; END IF; RETURN NEW; END $$`,
  );
  await db().$executeRawUnsafe(`CREATE TRIGGER dies BEFORE UPDATE ON "${table}" FOR EACH ROW EXECUTE FUNCTION die()`);
  try {
    await run();
  } finally {
    await db().$executeRawUnsafe("DROP FUNCTION die() CASCADE");
  }
}
