// What S3, or another maker's older server that stands for it, refuses; and what we never believe it.
import { PutObjectCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openBucket, type Bucket } from "./bucket.ts";
import { newStorageKey, openStorage } from "./storage.ts";
import { startTestBucket } from "../../../tests/test-bucket.ts";

const MIB = 1024 * 1024;
let s3: Awaited<ReturnType<typeof startTestBucket>>;
let bucket: Bucket;
let address: string;

beforeAll(async () => {
  s3 = await startTestBucket();
  address = s3.address;
  bucket = openBucket(address);
});
beforeEach(() => void s3.refused.splice(0));
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await s3.close();
});

const Key = "some/prefix/one";
const signed = (seconds = 60) => {
  const command = new PutObjectCommand({ Bucket: "bucket", Key });
  return getSignedUrl(bucket.client, command, { expiresIn: seconds });
};
const put = async (url: string, body: string, headers: Record<string, string> = {}) => {
  const { status } = await fetch(url, { method: "PUT", body, headers });
  return [status, ...s3.refused.splice(0)];
};

describe("the judge", () => {
  test("lets in what is signed, for as long as it was signed for", async () => {
    expect(await put(await signed(), "bytes")).toEqual([200]);
    const url = await signed(60);
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ["Date"] });
    expect(await put(url, "late")).toEqual([403, "AccessDenied"]);
    vi.useRealTimers();
    expect(await put(await signed(60), "bytes")).toEqual([200]);
  });

  test("refuses every change of a signed address, another key and no proof at all", async () => {
    const url = await signed();
    expect(await put(url.replace("/one", "/two"), "x")).toEqual([403, "SignatureDoesNotMatch"]);
    expect(await put(url.replace("X-Amz-Expires=60", "X-Amz-Expires=600"), "x")).toEqual([
      403,
      "SignatureDoesNotMatch",
    ]);
    expect(await put(`${url}&partNumber=2`, "x")).toEqual([403, "SignatureDoesNotMatch"]);
    expect(await put(url.replace("Credential=test", "Credential=else"), "x")).toEqual([403, "InvalidAccessKeyId"]);
    expect(await put(url.replace("X-Amz-Expires=60", "X-Amz-Expires=604801"), "x")).toEqual([
      400,
      "AuthorizationQueryParametersError",
    ]);
    expect(await put(`${s3.origin}/bucket/one`, "x")).toEqual([403, "AccessDenied"]);
    expect((await fetch(url)).status, "signed for another method").toBe(403);
  });

  test("knows no newer checksums, no trailers, no other methods, and no body of unsaid length", async () => {
    const url = await signed();
    expect(await put(url, "x", { "x-amz-checksum-crc32": "AAAAAA==" })).toEqual([501, "NotImplemented"]);
    expect(await put(url, "x", { "content-encoding": "aws-chunked" })).toEqual([501, "NotImplemented"]);
    expect(await put(url, "x", { "x-amz-trailer": "x-amz-checksum-crc32" })).toEqual([501, "NotImplemented"]);
    expect((await fetch(url, { method: "PATCH", body: "x" })).status).toBe(405);
    const status = await new Promise((done) => {
      const sent = request(url, { method: "PUT", headers: { "transfer-encoding": "chunked" } });
      sent.on("response", (answer) => done(answer.statusCode)).end("x");
    });
    expect([status, ...s3.refused.splice(0)]).toEqual([411, "MethodNotAllowed", "MissingContentLength"]);
  });

  test("puts together only parts that are there, in order, with their tags, and large enough", async () => {
    const { client } = bucket;
    const to = { Bucket: "bucket", Key };
    const { UploadId } = await client.createMultipartUpload(to);
    const part = async (PartNumber: number, bytes: number) => {
      const command = new UploadPartCommand({ ...to, UploadId, PartNumber });
      const url = await getSignedUrl(client, command, { expiresIn: 60 });
      const { headers } = await fetch(url, { method: "PUT", body: Buffer.alloc(bytes, PartNumber) });
      return { PartNumber, ETag: headers.get("etag")! };
    };
    const [small, large, last] = [await part(1, 1_000), await part(2, 5 * MIB), await part(3, 10)];
    const complete = (Parts: { PartNumber: number; ETag: string }[]) =>
      client.completeMultipartUpload({ ...to, UploadId, MultipartUpload: { Parts } }).then(
        () => "done",
        (fault: Error) => fault.name,
      );
    expect(await complete([small, large, last])).toBe("EntityTooSmall");
    expect(await complete([last, large])).toBe("InvalidPartOrder");
    expect(await complete([{ ...large, ETag: last.ETag }, last])).toBe("InvalidPart");
    expect(await complete([large, { ...last, PartNumber: 4 }])).toBe("InvalidPart");
    expect(await complete([large, last])).toBe("done");
    expect(await complete([large, last])).toBe("NoSuchUpload");
  });
});

describe("a bucket of an older server", () => {
  test("is spoken to by one client for each address, and keeps, lists and clears files", async () => {
    expect(openBucket(address)).toBe(bucket);
    const storage = openStorage(address);
    for (let count = 0; count < 5; count += 1)
      await storage.put(newStorageKey("shop", "photo"), Buffer.from("bytes"), { contentType: "image/png" });
    expect(await storage.deletePrefix("shop")).toBe(5);
    expect(s3.refused).toEqual([]);
  });

  test("that keeps fewer bytes than were sent is not believed, and nothing of the file stays", async () => {
    const storage = openStorage(address);
    const key = newStorageKey("shop", "photo");
    s3.loses = 1;
    await expect(storage.put(key, Buffer.from("bytes"), { contentType: "image/png" })).rejects.toThrow(
      "5 bytes were sent, and the bucket has 4",
    );
    expect(await storage.head(key)).toBeNull();
  });
});
