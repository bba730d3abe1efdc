import { Prisma } from "@prisma/client";
import type { EmailKind } from "../../domain/words/emails.ts";
import { db } from "../db.ts";

/** How many items wait for the customer under each reason; only orders of this image processor when one is named. */
export async function countIssuesByReason(
  shopId: string,
  ownedBy: string | null,
): Promise<{ reasonId: string; name: string; count: number }[]> {
  const own = ownedBy
    ? Prisma.sql`AND EXISTS (SELECT 1 FROM "Assignment" a WHERE a."shopId" = i."shopId" AND a."orderId" = i."orderId" AND a.role = 'image_processor' AND a."memberId" = ${ownedBy}::uuid)`
    : Prisma.empty;
  const rows = await db().$queryRaw<{ reasonId: string; name: string; count: bigint }[]>`
    SELECT r.id AS "reasonId", r.name, count(*) AS count
    FROM "Item" i JOIN "RejectionReason" r ON r."shopId" = i."shopId" AND r.id = i."issueReasonId"
    WHERE i."shopId" = ${shopId}::uuid AND i.step = 'photo_issue' AND i."visibleAt" <= now() ${own}
    GROUP BY r.id, r.name, r.position ORDER BY r.position, r.name`;
  return rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }));
}

/** Issues that ended since then, newest first, at most 100; only orders of this image processor when one is named. */
export function endedIssues(shopId: string, ownedBy: string | null, since: Date) {
  return db().issue.findMany({
    where: {
      shopId,
      endedAt: { gte: since },
      ending: { not: "undone" },
      ...(ownedBy
        ? { item: { order: { assignments: { some: { role: "image_processor", memberId: ownedBy } } } } }
        : {}),
    },
    orderBy: [{ endedAt: "desc" }, { id: "desc" }],
    take: 100,
    select: {
      id: true,
      comment: true,
      openedAt: true,
      endedAt: true,
      ending: true,
      reason: { select: { name: true } },
      item: { select: { number: true, step: true, productTitle: true, order: { select: { id: true, name: true } } } },
    },
  });
}

/** The emails of these kinds to the customers of these orders, newest first. */
export function emailsOfOrders(shopId: string, orderIds: readonly string[], kinds: readonly EmailKind[]) {
  return db().email.findMany({
    where: { shopId, orderId: { in: [...orderIds] }, kind: { in: [...kinds] } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      orderId: true,
      kind: true,
      round: true,
      state: true,
      toAddress: true,
      sendAt: true,
      sentAt: true,
      deliveredAt: true,
      openedAt: true,
      bouncedAt: true,
      failure: true,
    },
  });
}
