import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What S3 refuses with: the status and its word for it (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
export type S3Refusal = { status: number; code: string; message?: string };

/** The keys that this S3 knows, each with its secret. */
const SECRETS: Record<string, string> = { test: "test" };
const ALGORITHM = "AWS4-HMAC-SHA256";
const MOST_SECONDS = 7 * 24 * 60 * 60;
const SKEW_MS = 15 * 60 * 1000;

type Asked = { method: string; target: string; headers: IncomingHttpHeaders; body: Buffer; now: number };
type Proof = { credential: string; signedHeaders: string; signature: string; date: string; hash: string };

/**
 * Why a request is not let in by its signature, version 4, in its header or its address; null when it is. Computed anew from what was sent
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html and sigv4-query-string-auth.html).
 */
export function whyNotSigned(asked: Asked): S3Refusal | null {
  const url = new URL(asked.target, "http://s3.test");
  const proof = url.searchParams.has("X-Amz-Signature") ? inAddress(url, asked.now) : inHeader(asked);
  if ("code" in proof) return proof;
  const [key = "", day = "", region = "", service = "", end = ""] = proof.credential.split("/");
  const secret = SECRETS[key];
  if (secret === undefined) return { status: 403, code: "InvalidAccessKeyId" };
  if (day !== proof.date.slice(0, 8) || service !== "s3" || end !== "aws4_request" || region === "")
    return { status: 400, code: "AuthorizationHeaderMalformed" };
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = [ALGORITHM, proof.date, scope, sha256(canonical(asked, url, proof))].join("\n");
  const signing = [day, region, "s3", "aws4_request"].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  const expected = hmac(signing, text);
  const given = Buffer.from(proof.signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected)
    ? null
    : { status: 403, code: "SignatureDoesNotMatch" };
}

function inAddress(url: URL, now: number): Proof | S3Refusal {
  const word = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? "";
  const seconds = Number(word("Expires"));
  const began = timeOf(word("Date"));
  if (word("Algorithm") !== ALGORITHM || !(seconds > 0) || seconds > MOST_SECONDS || Number.isNaN(began))
    return { status: 400, code: "AuthorizationQueryParametersError" };
  if (now > began + seconds * 1000) return { status: 403, code: "AccessDenied", message: "Request has expired" };
  if (began > now + SKEW_MS) return { status: 403, code: "AccessDenied", message: "Request is not valid yet" };
  return {
    credential: word("Credential"),
    signedHeaders: word("SignedHeaders"),
    signature: word("Signature"),
    date: word("Date"),
    hash: "UNSIGNED-PAYLOAD",
  };
}

function inHeader({ headers, body, now }: Asked): Proof | S3Refusal {
  const { authorization = "" } = headers;
  const read = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
    authorization,
  );
  if (authorization === "") return { status: 403, code: "AccessDenied" };
  if (!read) return { status: 400, code: "AuthorizationHeaderMalformed" };
  const [, credential = "", signedHeaders = "", signature = ""] = read;
  const [date, hash] = [String(headers["x-amz-date"]), String(headers["x-amz-content-sha256"])];
  if (!(Math.abs(now - timeOf(date)) <= SKEW_MS)) return { status: 403, code: "RequestTimeTooSkewed" };
  if (hash !== "UNSIGNED-PAYLOAD" && hash !== sha256(body)) return { status: 400, code: "XAmzContentSHA256Mismatch" };
  return { credential, signedHeaders, signature, date, hash };
}

function canonical({ method, headers }: Asked, url: URL, { signedHeaders, hash }: Proof): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort();
  const lines = signedHeaders.split(";").map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`);
  return [method, url.pathname, query.join("&"), lines.join(""), signedHeaders, hash].join("\n");
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function timeOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
