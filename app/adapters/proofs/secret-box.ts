import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { encryptionKeys } from "../../env.server.ts";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts text with AES-256-GCM and the current key; `bound` (such as the row's id) must be the same when it is opened. Shape: iv, tag, cipher text. */
export function seal(text: string, purpose: string, bound: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", derivedKeys(purpose)[0], iv).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
}

/** The text that `seal` was given; with the current key or the old one; null when it was sealed with a third, for another purpose or row, or was altered. */
export function unseal(box: Uint8Array, purpose: string, bound: string): string | null {
  for (const key of derivedKeys(purpose)) {
    const text = opened(Buffer.from(box), key, bound);
    if (text !== null) return text;
  }
  return null;
}

function opened(bytes: Buffer, key: Buffer, bound: string): string | null {
  const iv = bytes.subarray(0, IV_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(bound))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

/** A 256-bit key for one purpose from each of the encryption keys: what is new goes with the first, what there is may be of any. */
export function derivedKeys(purpose: string): [current: Buffer, ...former: Buffer[]] {
  const [current, ...former] = encryptionKeys();
  return [derived(current, purpose), ...former.map((key) => derived(key, purpose))];
}

function derived(key: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(key, "base64"), "", `proofline:${purpose}`, 32));
}
