import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Writes a body into a file on disk; answers its size and SHA-256 in hex. Leaves no file behind when it throws. */
export async function spool(
  body: Readable | Uint8Array,
  path: string,
  expectedSha256?: string,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    const source = body instanceof Readable ? body : Readable.from([Buffer.from(body)]);
    await pipeline(source, measure, createWriteStream(path, { flags: "wx", flush: true }));
    const sha256 = hash.digest("hex");
    if (expectedSha256 !== undefined && sha256 !== expectedSha256)
      throw new Error("The bytes are not those that were announced (SHA-256)");
    return { bytes, sha256 };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
