import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../../env.server.ts";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts text with AES-256-GCM; `bound` (such as the row's id) must be the same when it is opened. Shape: iv, tag, cipher text. */
export function seal(text: string, purpose: string, bound: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", derivedKey(purpose), iv).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
}

/** The text that `seal` was given; null when it was sealed with another key, for another purpose or row, or was altered. */
export function unseal(box: Uint8Array, purpose: string, bound: string): string | null {
  const bytes = Buffer.from(box);
  const iv = bytes.subarray(0, IV_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", derivedKey(purpose), iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(bound))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

/** A 256-bit key for one purpose, derived from ENCRYPTION_KEY. */
export function derivedKey(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(env().ENCRYPTION_KEY, "base64"), "", `proofline:${purpose}`, 32));
}
