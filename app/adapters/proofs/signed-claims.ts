import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** By which of the secrets a token is signed, for which app it has to be, and what time it is (ms). */
export type Proof = { secrets: readonly string[]; apiKey: string; now: number };

/** As the library's. */
const TOLERANCE_S = 10;

// https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
const everyToken = z.object({ aud: z.string(), exp: z.number(), nbf: z.number().optional() });

/** The claims of a JWT (HS256) that one of the secrets signed for this app and that is good now, and which secret it was (0: the first); null for anything else. */
export function readSignedClaims(
  token: string,
  { secrets, apiKey, now }: Proof,
): { claims: unknown; signer: number } | null {
  const [header, body, given, ...rest] = token.split(".");
  if (!header || !body || !given || rest.length > 0) return null;
  const signer = secrets.findIndex((secret) => isSignedWith(`${header}.${body}`, given, secret));
  if (signer < 0 || !z.object({ alg: z.literal("HS256") }).safeParse(decoded(header)).success) return null;
  const claims = decoded(body);
  const read = everyToken.safeParse(claims);
  if (!read.success || read.data.aud !== apiKey) return null;
  const { exp, nbf = 0 } = read.data;
  return now / 1000 < exp + TOLERANCE_S && nbf - TOLERANCE_S <= now / 1000 ? { claims, signer } : null;
}

/** The same token as if this secret had signed it. */
export function signedAnew(token: string, secret: string): string {
  const signed = token.slice(0, token.lastIndexOf("."));
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

function isSignedWith(signed: string, given: string, secret: string): boolean {
  const wanted = createHmac("sha256", secret).update(signed).digest();
  const actual = Buffer.from(given, "base64url");
  return actual.length === wanted.length && timingSafeEqual(actual, wanted);
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as unknown;
  } catch {
    return null;
  }
}
