import { generateKeyPairSync } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import express, { type Express, type Router } from "express";
import { localAppKey, localAppSecret, localMailKey, readRegistration, type AppRegistration } from "./app-registration.ts";
import type { Listening, LocalContext } from "./context.ts";
import { controlRouter } from "./control.ts";
import type { LocalFaults } from "./faults.ts";
import { platformRouter } from "./platform.ts";
import { sendgridRouter } from "./sendgrid.ts";
import { openState, type LocalShop, type LocalState } from "./state.ts";
import { openWebhookLog } from "./webhooks.ts";

export type LocalShopifyOptions = {
  /** 0 or absent: any free port. `storePorts` in the order of the shops. */
  hubPort?: number; frontPort?: number; storePorts?: number[];
  /** Where the app process listens, e.g. http://localhost:3000; may be set later through `setAppOrigin`. */
  appOrigin?: string;
  appKey?: string; appSecret?: string; mailKey?: string;
  /** Absent or null: nothing is kept. */
  stateFile?: string | null;
  /** Both are read from shopify.app.toml when absent. */
  scopes?: string[]; webhookTopics?: string[]; configFile?: string;
  /** Listens for the parts written apart from this one (admin, storefront, front proxy); default true. */
  withPages?: boolean;
  now?: () => number;
};
export type LocalShopify = {
  hubOrigin: string; frontOrigin: string; storeOrigins: Record<string, string>; ctx: LocalContext; state: LocalState; faults: LocalFaults;
  /** For the app's SENDGRID_WEBHOOK_PUBLIC_KEY; new at every start. */
  mailPublicKey: string;
  setAppOrigin(origin: string): void; close(): Promise<void>;
};

/** Starts a Shopify on this machine; throws when a port is taken. */
export async function startLocalShopify(options: LocalShopifyOptions = {}): Promise<LocalShopify> {
  const state = openState(options.stateFile ?? null);
  const ctx: LocalContext = {
    registration: registrationOf(options), state, faults: state.faults, origins: { hub: "", front: "", stores: {} }, appOrigin: options.appOrigin ?? "",
    ports: { front: options.frontPort ?? 0, stores: options.storePorts ?? [] }, webhooks: openWebhookLog(), mail: mailKeys(options.mailKey ?? localMailKey), now: options.now ?? Date.now,
    ...(options.stateFile ? { uploadsFolder: join(dirname(options.stateFile), "uploads") } : {}),
  };
  const hub = express().disable("x-powered-by");
  const listening: Listening[] = [await listen(hub, options.hubPort ?? 0)];
  const hubOrigin = (ctx.origins.hub = listening[0]?.origin ?? "");
  try {
    hub.use("/platform", platformRouter(ctx)).use("/sendgrid", sendgridRouter(ctx)).use("/control", controlRouter(ctx));
    if (options.withPages ?? true) listening.push(...(await mountPages(hub, ctx)));
  } catch (fault) {
    await Promise.all(listening.map((part) => part.close()));
    throw fault;
  }
  state.flush();
  return {
    hubOrigin, frontOrigin: ctx.origins.front, storeOrigins: ctx.origins.stores, ctx, state, faults: state.faults, mailPublicKey: ctx.mail.publicKey,
    setAppOrigin: (origin) => (ctx.appOrigin = origin),
    close: async () => {
      await ctx.webhooks.close();
      await Promise.all(listening.map((part) => part.close()));
      state.flush();
    },
  };
}

/** Listens on 127.0.0.1; the origin names `localhost`. */
export function listen(app: Express, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server: Server = app.listen(port, "127.0.0.1");
    server.once("error", reject);
    server.once("listening", () => {
      const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
      resolve({
        origin,
        close: () => new Promise((done) => {
          server.close(() => done());
          server.closeAllConnections();
        }),
      });
    });
  });
}

function registrationOf(options: LocalShopifyOptions): AppRegistration {
  const read = readRegistration(options.configFile ?? "shopify.app.toml");
  return {
    ...read, apiKey: options.appKey ?? localAppKey, apiSecret: options.appSecret ?? localAppSecret, scopes: options.scopes ?? read.scopes, webhookTopics: options.webhookTopics ?? read.webhookTopics,
  };
}

function mailKeys(apiKey: string): LocalContext["mail"] {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { apiKey, privateKey, publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64") };
}

async function mountPages(hub: Express, ctx: LocalContext): Promise<Listening[]> {
  hub.use("/mailbox", (await part("./mailbox/router.ts", "mailboxRouter"))(ctx));
  hub.use("/uploads", (await part("./storefront/uploads.ts", "uploadsRouter"))(ctx));
  const started: Listening[] = [];
  const startStorefront = await starter<[LocalContext, LocalShop]>("./storefront/server.ts", "startStorefront");
  for (const shop of ctx.state.shops) {
    const store = await startStorefront(ctx, shop);
    ctx.origins.stores[shop.domain] = store.origin;
    started.push(store);
  }
  const front = await (await starter<[LocalContext]>("./front-proxy.ts", "startFrontProxy"))(ctx);
  ctx.origins.front = front.origin;
  hub.use((await part("./admin/router.ts", "adminRouter"))(ctx));
  return [...started, front];
}

async function part(path: string, name: string): Promise<(ctx: LocalContext) => Router> {
  return (await exported(path, name)) as (ctx: LocalContext) => Router;
}

async function starter<Given extends unknown[]>(path: string, name: string): Promise<(...given: Given) => Promise<Listening>> {
  return (await exported(path, name)) as (...given: Given) => Promise<Listening>;
}

async function exported(path: string, name: string): Promise<unknown> {
  try {
    const found = ((await import(new URL(path, import.meta.url).href)) as Record<string, unknown>)[name];
    if (typeof found === "function") return found;
  } catch (fault) {
    if (!(fault instanceof Error) || !("code" in fault) || fault.code !== "ERR_MODULE_NOT_FOUND" || !fault.message.includes(path.slice(1))) throw fault;
  }
  console.warn(`Local Shopify: dev/local-shopify${path.slice(1)} does not export ${name} yet; that part is missing.`);
  return name.startsWith("start")
    ? async () => listen(express(), 0)
    : () => express.Router().use((request, response) => void response.status(501).type("text").send(`Not here yet: dev/local-shopify${path.slice(1)}`));
}
