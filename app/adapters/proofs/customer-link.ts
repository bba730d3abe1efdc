import { createHash, createHmac } from "node:crypto";
import { derivedKeys } from "./secret-box.ts";
import { db, tables, type Tx } from "../db.ts";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

type LinkedOrder = { shopId: string; orderId: string; linkVersion: number };

/** The 256-bit tokens of an order's link, 43 characters of base64url: the current key's, and the old key's where there is one. The same for the same version, so reminders repeat it. */
export function tokensFor({ shopId, orderId, linkVersion }: LinkedOrder): [current: string, ...former: string[]] {
  const tokenOf = (key: Buffer) =>
    createHmac("sha256", key).update(`${shopId}/${orderId}/${linkVersion}`).digest("base64url");
  const [current, ...former] = derivedKeys("customer-link");
  return [tokenOf(current), ...former.map(tokenOf)];
}

/** Gives an order's token and sees to it that its hash is stored; may be repeated. A link that was mailed under the old key stays the order's link while that key is there. */
export async function issueLink(tx: Tx, { shopId, orderId }: { shopId: string; orderId: string }): Promise<string> {
  const order = await tables(tx).order.findUniqueOrThrow({
    where: { shopId_id: { shopId, id: orderId } },
    select: { linkVersion: true, linkTokenHash: true },
  });
  const [current, ...former] = tokensFor({ shopId, orderId, linkVersion: order.linkVersion });
  const token = former.find((one) => hashOf(one) === order.linkTokenHash) ?? current;
  const linkTokenHash = hashOf(token);
  if (order.linkTokenHash !== linkTokenHash)
    await tables(tx).order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { linkTokenHash } });
  return token;
}

/** Gives the order a new link; the old one opens nothing any more. */
export async function renewLink(tx: Tx, { shopId, orderId }: { shopId: string; orderId: string }): Promise<string> {
  await tables(tx).order.update({
    where: { shopId_id: { shopId, id: orderId } },
    data: { linkVersion: { increment: 1 } },
  });
  return issueLink(tx, { shopId, orderId });
}

/** The order a token opens: found by its hash, so the database never holds the token; null when it opens nothing. Valid until 60 days after the end. */
export async function orderByToken(token: string): Promise<{ shopId: string; orderId: string } | null> {
  if (!TOKEN.test(token)) return null;
  const [row] = await db().$queryRaw<{ shopId: string; orderId: string }[]>`
    SELECT o."shopId", o.id AS "orderId" FROM "Order" o JOIN "Shop" s ON s.id = o."shopId"
    WHERE o."linkTokenHash" = ${hashOf(token)} AND s."uninstalledAt" IS NULL
      AND (o."endedAt" IS NULL OR o."endedAt" > now() - interval '60 days')`;
  return row ?? null;
}

/** Whether this version of an order's link opens its page: it is the newest, and the order did not end 60 days ago. */
export async function isLinkOpen({ shopId, orderId, linkVersion }: LinkedOrder): Promise<boolean> {
  const [row] = await db().$queryRaw<{ isOpen: boolean }[]>`
    SELECT "linkVersion" = ${linkVersion} AND ("endedAt" IS NULL OR "endedAt" > now() - interval '60 days') AS "isOpen"
    FROM "Order" WHERE "shopId" = ${shopId}::uuid AND id = ${orderId}::uuid`;
  return row?.isOpen ?? false;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
