// Jobs and tasks that were put on the queue under a name of before are carried out by the service of today, or end.
import { expect, it } from "vitest";
import { db, inTransaction, pool, tables } from "../../app/adapters/db.ts";
import { runDueJobs } from "../../app/adapters/queue/queue-runner.ts";
import { openTask } from "../../app/adapters/rows/shop/tasks.ts";
import { jobs } from "../../app/jobs/index.ts";
import { openShop } from "./intake.ts";
import { migration } from "./migrations.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";
const FORMER = {
  "fetch-photo": { shopId: NOBODY, photoId: NOBODY },
  "make-renditions": { shopId: NOBODY, fileKind: "photo", fileId: NOBODY },
  "hold-order": { shopId: NOBODY, orderId: NOBODY },
  "release-hold": { shopId: NOBODY, orderId: NOBODY },
  "settle-act": { shopId: NOBODY, actId: NOBODY },
  "settle-hold": { shopId: NOBODY, orderId: NOBODY, tries: 3 },
  "write-back": { shopId: NOBODY, orderId: NOBODY },
  "record-webhook": { deliveryId: "0" },
};

it("a job with a former name is taken and done, whatever it was called when it was asked for", async () => {
  await inTransaction(async (tx) => {
    for (const [name, payload] of Object.entries(FORMER))
      await tables(tx).$executeRaw`SELECT graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json)`;
  });
  const asked: string[] = [];
  const noting = new Proxy(jobs, {
    get: (all, name: keyof typeof jobs) => (payload: never, run: never) => {
      asked.push(name);
      return all[name](payload, run);
    },
  });
  expect(await runDueJobs(noting)).toEqual([]);
  expect(asked.toSorted()).toEqual(Object.keys(FORMER).toSorted());
});

it("tasks that nothing ends any more, because what they are about has another name today, end with the upgrade", async () => {
  const shopId = await openShop("former.myshopify.com");
  const subjects = ["hold", "release", "write_back", "settle", "import"];
  for (const subject of subjects)
    await inTransaction((tx) => openTask(tx, { shopId, kind: "shopify_refused", subject, orderId: null }));
  await pool().query(migration("tasks_of_former_names_end"));
  const open = await db().task.findMany({ where: { shopId, closedAt: null }, select: { subject: true } });
  expect(open.map(({ subject }) => subject).toSorted()).toEqual(["import", "settle"]);
});
