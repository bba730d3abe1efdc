import { vi } from "vitest";
import { startS3Server, type S3Server } from "./s3-server.ts";

/** A bucket for a test file: the strict S3 with its keys in the environment, and the address that `STORAGE_URL` has then. */
export async function startTestBucket(): Promise<S3Server & { address: string }> {
  const s3 = await startS3Server();
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  const address = `s3://bucket/some/prefix?region=eu-central-1&endpoint=${encodeURIComponent(s3.origin)}`;
  return Object.assign(s3, { address });
}
