import type { Prisma } from "@prisma/client";
import type { Tx } from "./db.ts";

/** Opens a task for managers; one per kind and subject, an ended one is opened again. */
export async function openTask(tx: Tx, task: { shopId: string; kind: string; subject: string; orderId: string | null; details?: Prisma.InputJsonObject }): Promise<void> {
  const { shopId, kind, subject, orderId, details = {} } = task;
  await tx.task.upsert({
    where: { shopId_kind_subject: { shopId, kind, subject } },
    create: { shopId, kind, subject, orderId, details },
    update: { details, closedAt: null },
  });
}
