import { createHmac, timingSafeEqual } from "node:crypto";

/** Whether Shopify signed exactly these bytes: HMAC-SHA256 in base64, compared in constant time. A missing signature is a bad one. */
export function isSignedByShopify(body: Uint8Array, signature: string | null, secret: string): boolean {
  if (!signature) return false;
  const wanted = Buffer.from(createHmac("sha256", secret).update(body).digest("base64"));
  const given = Buffer.from(signature);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
