import { createPublicKey } from "node:crypto";
import { z } from "zod";

const filled = z.string().trim().min(1, "is empty");
/** Left empty is as good as left out. */
const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined);
const KEY_WORDS = "must be 32 random bytes in base64 (openssl rand -base64 32)";

const schema = z.object({
  SHOPIFY_API_KEY: filled,
  SHOPIFY_API_SECRET: filled,
  SHOPIFY_API_SECRET_OLD: optional,
  SHOPIFY_APP_URL: filled.refine(
    isOurOrigin,
    "must be the app's own https:// address without a path (http:// for localhost only)",
  ),
  SCOPES: filled
    .regex(/^[a-z_]+(\s*,\s*[a-z_]+)*$/, "must be Shopify scopes separated by commas")
    .transform((list) => list.split(",").map((scope) => scope.trim())),
  DATABASE_URL: filled.refine(isDatabase, "must be a postgres:// address"),
  DATABASE_DIRECT_URL: optional.refine((url) => url === undefined || isDatabase(url), "must be a postgres:// address"),
  PORT: z.string().default("3000").refine(isPort, "must be a port number from 1 to 65535").transform(Number),
  SENDGRID_API_KEY: filled,
  MAIL_FROM: filled.regex(
    /^([^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
    'must be an e-mail address, or "Name <address>"',
  ),
  STORAGE_URL: filled.regex(
    /^(file:.*[^/].*|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]([/?].*)?)$/,
    "must be file:<folder> or s3://<bucket>/<prefix>",
  ),
  ENCRYPTION_KEY: filled.refine(isKey, KEY_WORDS),
  ENCRYPTION_KEY_OLD: optional.refine((key) => key === undefined || isKey(key), KEY_WORDS),
  SENDGRID_WEBHOOK_PUBLIC_KEY: filled.refine(
    isPublicKey,
    "must be the verification key that SendGrid shows for its event webhook",
  ),
  METRICS_TOKEN: optional.refine(
    (token) => token === undefined || /^[\x21-\x7e]{24,}$/.test(token),
    "must be at least 24 characters without spaces",
  ),
  FORMER_BUILDS_FOLDER: z.string().trim().min(1, "is empty").optional(),
  PHOTO_HOSTS_ALLOWED: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    )
    .refine((list) => list.every(isOrigin), "must be origins such as http://localhost:4000, separated by commas"),
});

/** The settings the app runs with, checked. */
export type Env = z.infer<typeof schema>;

/** Reads the settings from `source`; says in plain words everything that is wrong with them, or gives them. */
export function readEnv(source: Record<string, string | undefined>): { env: Env } | { problems: string[] } {
  const result = schema.safeParse(source);
  if (result.success) return { env: result.data };
  return {
    problems: result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return source[name] === undefined ? `${name} is not set.` : `${name} ${issue.message}.`;
    }),
  };
}

let known: Env | undefined;

/** The settings of this process, read once; throws with the list of all that is wrong. */
export function env(): Env {
  if (known) return known;
  const result = readEnv(process.env);
  if ("problems" in result) throw new Error(`The settings are not complete:\n  ${result.problems.join("\n  ")}`);
  return (known = result.env);
}

/** The app's secrets, of which either may have signed what comes from Shopify; what is asked for and signed here goes with the first. */
export function shopifySecrets(): [current: string, ...former: string[]] {
  const { SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_OLD } = env();
  return SHOPIFY_API_SECRET_OLD === undefined ? [SHOPIFY_API_SECRET] : [SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_OLD];
}

/** The keys (base64) of what is sealed and derived: new things with the first, either opens what there is. */
export function encryptionKeys(): [current: string, ...former: string[]] {
  const { ENCRYPTION_KEY, ENCRYPTION_KEY_OLD } = env();
  return ENCRYPTION_KEY_OLD === undefined ? [ENCRYPTION_KEY] : [ENCRYPTION_KEY, ENCRYPTION_KEY_OLD];
}

/** For the start of a process: the settings, or a list of all problems on the screen and exit code 1. */
export function envOrExit(): Env {
  try {
    return env();
  } catch (error) {
    console.error(`${(error as Error).message}\nSee .env.example.`);
    process.exit(1);
  }
}

function isUrlWith(protocols: string[]) {
  return (text: string) => URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

function isDatabase(text: string): boolean {
  return isUrlWith(["postgres:", "postgresql:"])(text);
}

function isOrigin(text: string): boolean {
  return isUrlWith(["http:", "https:"])(text) && new URL(text).origin === text;
}

function isOurOrigin(text: string): boolean {
  return isOrigin(text) && (text.startsWith("https:") || ["localhost", "127.0.0.1"].includes(new URL(text).hostname));
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function isKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(text);
}

function isPublicKey(text: string): boolean {
  try {
    return (
      createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" }).asymmetricKeyType === "ec"
    );
  } catch {
    return false;
  }
}
