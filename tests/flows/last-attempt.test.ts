// Work whose last attempt died with its worker is not lost silently.
import { expect, it } from "vitest";
import { db, pool } from "../../app/adapters/db.ts";
import { reapDeadWorkers } from "../../app/adapters/queue/queue-reaper.ts";
import { openShop, orderBody, photoProperty, sendWebhook, withoutShopify } from "./intake.ts";
import { drainJobsWithFaults } from "./set-up.ts";

it("a photo whose last fetch died with its worker says so, instead of being on its way for ever", async () => {
  const shopId = await openShop();
  await sendWebhook(orderBody({ lines: [{ properties: [photoProperty("https://files.example.com/cat.jpg")] }] }));
  await drainJobsWithFaults({
    with: {
      ...withoutShopify,
      "fetch-item-photo": async () => {
        throw new Error("not now");
      },
    },
  });
  await pool().query(
    `UPDATE graphile_worker._private_jobs j SET attempts = max_attempts, locked_at = now(), locked_by = 'dead' FROM graphile_worker._private_tasks t WHERE t.id = j.task_id AND t.identifier = 'fetch-item-photo'`,
  );
  const suspects = new Set<string>();
  await reapDeadWorkers(suspects);
  await reapDeadWorkers(suspects);
  await drainJobsWithFaults({ with: withoutShopify });
  expect(await db().photo.findFirstOrThrow({ where: { shopId }, select: { state: true } })).not.toEqual({
    state: "fetching",
  });
});
