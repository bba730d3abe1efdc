import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { LocalContext } from "../context.ts";
import type { AppRegistration } from "./app-registration.ts";
import { installApp } from "./installation.ts";
import { signingSecret } from "./secrets.ts";
import type { LocalShop, LocalStaff } from "../shapes.ts";

export type SessionClaims = {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
};

const lifeSeconds = 60;
/** Shopify's own library allows the same. */
const toleranceSeconds = 10;

/** The one-minute session token (JWT, HS256) that the admin gives the embedded app; opening the app installs it. */
export function mintSessionToken(
  ctx: LocalContext,
  shop: LocalShop,
  staff: LocalStaff,
  claims: Partial<SessionClaims> = {},
): string {
  installApp(ctx, shop);
  const now = Math.floor(ctx.now() / 1000);
  const payload: SessionClaims = {
    iss: `https://${shop.domain}/admin`,
    dest: `https://${shop.domain}`,
    aud: ctx.registration.apiKey,
    sub: String(staff.id),
    exp: now + lifeSeconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
    ...claims,
  };
  return signToken(ctx, payload);
}

/** The app that a token is for, and what time it is. */
export type Issuer = { registration: Pick<AppRegistration, "apiKey" | "apiSecret" | "formerSecret">; now(): number };

/** A JWT, HS256 with the app's secret, as all of Shopify's session tokens are. */
export function signToken(ctx: Issuer, claims: object): string {
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${signature(ctx, signed).toString("base64url")}`;
}

/** The claims of a session token that is whole, in time, and meant for this app and shop; null otherwise. */
export function verifySessionToken(ctx: LocalContext, shop: LocalShop, token: string): SessionClaims | null {
  const [header, body, given, ...rest] = token.split(".");
  if (!header || !body || !given || rest.length > 0) return null;
  const expected = signature(ctx, `${header}.${body}`);
  const actual = Buffer.from(given, "base64url");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  const claims = decode(body);
  if (decode(header)?.alg !== "HS256" || claims === null) return null;
  const now = ctx.now() / 1000;
  const inTime = Number(claims.exp) + toleranceSeconds > now && Number(claims.nbf) - toleranceSeconds <= now;
  const meant =
    claims.aud === ctx.registration.apiKey &&
    claims.dest === `https://${shop.domain}` &&
    claims.iss === `https://${shop.domain}/admin`;
  return inTime && meant ? (claims as SessionClaims) : null;
}

function signature(ctx: Issuer, signed: string): Buffer {
  return createHmac("sha256", signingSecret(ctx)).update(signed).digest();
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function decode(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
