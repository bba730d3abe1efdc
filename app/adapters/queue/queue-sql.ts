/** The flag of jobs that were asked for with a key. */
export const KEYED = "keyed";

/**
 * SQL: whether a newer job of the same key has taken this one's place. The queue library (0.18) takes the key of a job that runs then, and
 * says that all of its attempts are used, whatever becomes of it. Without our flag: nothing went wrong in it, and nobody died over it.
 */
export function isReplacedSql(job: string): string {
  return `(${job}.key IS NULL AND (coalesce(${job}.flags, '{}'::jsonb) ? '${KEYED}'
    OR (${job}.last_error IS NULL AND NOT coalesce(${job}.flags, '{}'::jsonb) ? 'lastAttemptDied')))`;
}

/** SQL: whether a job gave up: nobody works on it, and nobody will by itself. */
export function isGivenUpSql(job: string): string {
  return `(${job}.locked_at IS NULL AND ${job}.attempts >= ${job}.max_attempts AND NOT ${isReplacedSql(job)})`;
}

/** SQL: whether a job is of this shop, or of none. `shopId` is a parameter, as `$1`. */
export function ofShopSql(job: string, shopId: string): string {
  return `(${job}.payload->>'shopId' = ${shopId}
    OR NOT ${job}.payload::jsonb ?| ARRAY['shopId', 'deliveryId', 'shopDomain']
    OR EXISTS (SELECT FROM "Shop" s WHERE s.domain = ${job}.payload->>'shopDomain' AND s.id::text = ${shopId})
    OR EXISTS (SELECT FROM "WebhookDelivery" d JOIN "Shop" s ON s.domain = d."shopDomain"
      WHERE d.id::text = ${job}.payload->>'deliveryId' AND s.id::text = ${shopId}))`;
}

/** The flag of the jobs of a shop, by its id or its domain: a worker runs only so many of them at once. */
export function shopFlag(shop: string): string {
  return `shop:${shop}`;
}
