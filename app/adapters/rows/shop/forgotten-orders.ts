import { pool } from "../../db.ts";

/** Orders of all shops whose customer was forgotten and that hold photos of theirs again: what was on its way at that moment, and what came before such was refused. By shop, Shopify's numbers. */
export async function ordersToForgetAnew(): Promise<{ shopId: string; shopifyOrderIds: string[] }[]> {
  const { rows } = await pool().query<{ shopId: string; shopifyOrderIds: string[] }>(`
    SELECT f."shopId", array_agg(DISTINCT f."shopifyOrderId") AS "shopifyOrderIds"
    FROM "ForgottenOrder" f
    JOIN "Order" o ON o."shopId" = f."shopId" AND o."shopifyOrderId" = f."shopifyOrderId"
    JOIN "Item" i ON i."shopId" = o."shopId" AND i."orderId" = o.id
    JOIN "Photo" p ON p."shopId" = i."shopId" AND p."itemId" = i.id
    WHERE p."sourceUrl" IS NOT NULL OR (p."storageKey" IS NOT NULL AND p."suppliedBy" = 'customer')
    GROUP BY f."shopId"`);
  return rows;
}
