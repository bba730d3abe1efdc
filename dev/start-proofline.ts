import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startPostgres, type RunningPostgres } from "./embedded-postgres.ts";
import {
  localAppKey,
  localAppSecret,
  localMailKey,
  readRegistration,
} from "./local-shopify/proofs/app-registration.ts";
import { startLocalShopify, type LocalShopify } from "./local-shopify/server.ts";
import { keepChild, lastWords, startChild, stopChildren, untilItAnswers, type Child } from "./start/children.ts";
import { freePorts } from "./start/ports.ts";
import type { Running } from "./start/until-stopped.ts";

type Settings = Record<string, string>;
type Options = {
  /** Holds everything: database, Local Shopify's state, files, logs. Found again by the next start. */
  folder: string;
  /** Hub, front, the two storefronts, the app; another one is taken where one is in use. Any free ones when missing. */
  ports?: [hub: number, front: number, firstStore: number, secondStore: number, app: number];
  /** false for tests: faster, and a power cut loses everything. */
  durable?: boolean;
  /** The web process: the built app, or with what else to start it on this port. */
  web?: (port: number) => string[];
  worker?: string[];
  /** Settings in place of those of a machine by itself; it may ask what these are. */
  env?: Settings | ((usual: Settings) => Settings | Promise<Settings>);
  running?: Running;
};
export type RunningProofline = {
  shopify: LocalShopify;
  appOrigin: string;
  env: Record<string, string>;
  children: Child[];
  stop(options?: { remove?: boolean }): Promise<void>;
};

const PRELOAD = ["--import", "./dev/local-shopify/preload.mjs"];

/** Starts the whole of Proofline on this machine: embedded PostgreSQL, Local Shopify, the web and the worker process. */
export async function startProofline(options: Options): Promise<RunningProofline> {
  const folder = resolve(options.folder);
  const inFolder = (name: string) => join(folder, name);
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres({ folder: inFolder("postgres"), durable: options.durable });
  const children: Child[] = [];
  let shopify: LocalShopify | undefined;
  let stopping = false;
  const stop = async ({ remove = false } = {}) => {
    stopping = true;
    await stopChildren(children);
    await shopify?.close();
    await postgres.stop({ remove });
  };
  options.running?.stopsBy(stop);
  try {
    migrate(postgres);
    const [hubPort, frontPort, firstStore, secondStore, appPort] = await freePorts(options.ports ?? [0, 0, 0, 0, 0]);
    const storePorts = [firstStore!, secondStore!];
    // The state is written whole, many times a second where much happens.
    const stateFile = options.durable === false ? null : inFolder("local-shopify.json");
    shopify = await startLocalShopify({ hubPort, frontPort, storePorts, stateFile });
    const appOrigin = `http://localhost:${appPort}`;
    shopify.setAppOrigin(appOrigin);
    const usual = settings(postgres, shopify, appPort!, inFolder);
    const env = { ...usual, ...(typeof options.env === "function" ? await options.env(usual) : options.env) };
    const all = { ...process.env, ...env };
    const web = startChild(
      "web",
      [...PRELOAD, ...(options.web?.(appPort!) ?? ["app/web.server.ts"])],
      all,
      inFolder("web.log"),
    );
    const worker = startChild(
      "worker",
      [...PRELOAD, ...(options.worker ?? ["app/worker.server.ts"])],
      all,
      inFolder("worker.log"),
    );
    children.push(web, worker);
    await untilItAnswers(web, `${appOrigin}/readyz`);
    for (const child of children)
      keepChild(child, {
        tell: (words) => console.error(`\n  ${words} Its last words are in ${child.logFile}.`),
        giveUp: () => options.running?.isInTrouble(lastWords(child)),
        isStopping: () => stopping,
      });
    return { shopify, appOrigin, env, children, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

function migrate(postgres: RunningPostgres): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["prisma/migrate.ts"], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: postgres.url, DATABASE_DIRECT_URL: "" },
  });
  if (status !== 0) throw new Error(`The database could not be brought up to date:\n${stdout}${stderr}`);
}

function settings(
  postgres: RunningPostgres,
  shopify: LocalShopify,
  port: number,
  inFolder: (name: string) => string,
): Record<string, string> {
  return {
    NODE_ENV: "production",
    SHOPIFY_API_KEY: localAppKey,
    SHOPIFY_API_SECRET: localAppSecret,
    SHOPIFY_APP_URL: shopify.frontOrigin,
    SCOPES: readRegistration("shopify.app.toml").scopes.join(","),
    DATABASE_URL: postgres.url,
    DATABASE_DIRECT_URL: "",
    PORT: String(port),
    SENDGRID_API_KEY: localMailKey,
    SENDGRID_WEBHOOK_PUBLIC_KEY: shopify.mailPublicKey,
    MAIL_FROM: "Proofline <art@proofline.example>",
    STORAGE_URL: `file:${inFolder("files")}`,
    ENCRYPTION_KEY: lastingKey(inFolder("encryption-key")),
    PHOTO_HOSTS_ALLOWED: shopify.hubOrigin,
    LOCAL_SHOPIFY_URL: shopify.hubOrigin,
  };
}

// The next start has to read what this one encrypted.
function lastingKey(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}
