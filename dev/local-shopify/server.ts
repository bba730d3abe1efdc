import { generateKeyPairSync } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type Express } from "express";
import { openAgenda } from "./agenda.ts";
import { listen } from "./listen.ts";
import { routeWhatIsLeft } from "./orders/routing.ts";
import { adminRouter } from "./admin/router.ts";
import {
  localAppKey,
  localAppSecret,
  localMailKey,
  readRegistration,
  type AppRegistration,
} from "./proofs/app-registration.ts";
import type { Listening, LocalContext } from "./context.ts";
import { redactWhatIsLeft } from "./proofs/installation.ts";
import { controlRouter } from "./control.ts";
import { orderStatusRouter } from "./customer-accounts/order-status.ts";
import { customerAccountsRouter } from "./customer-accounts/router.ts";
import type { LocalFaults } from "./faults.ts";
import { startFrontProxy } from "./front/front-proxy.ts";
import { mailboxRouter } from "./mailbox/router.ts";
import { platformRouter } from "./platform.ts";
import { sendgridRouter } from "./mail/sendgrid.ts";
import { openState, type LocalState } from "./state.ts";
import { startStorefront } from "./storefront/server.ts";
import { uploadsRouter } from "./storefront/uploads.ts";
import { openWebhookLog } from "./webhooks.ts";

const ROUTING_MS = 3_000;
const SLOWEST_TOKEN_MS = 300;

export type LocalShopifyOptions = {
  /** 0 or absent: any free port. `storePorts` in the order of the shops. */
  hubPort?: number;
  frontPort?: number;
  storePorts?: number[];
  /** Where the app process listens, e.g. http://localhost:3000; may be set later through `setAppOrigin`. */
  appOrigin?: string;
  appKey?: string;
  appSecret?: string;
  mailKey?: string;
  /** Absent or null: nothing is kept. */
  stateFile?: string | null;
  /** Both are read from shopify.app.toml when absent. */
  scopes?: string[];
  webhookTopics?: string[];
  configFile?: string;
  /** The admin, the storefronts, the mailbox and the front proxy too; default true. */
  withPages?: boolean;
  /** Its clock; one that is given is moved by whoever gives it, who then calls `pass`. Absent: the machine's. */
  now?: () => number;
  /** How long after its making an order's lines come into fulfillment orders, in ms; a few seconds where nothing is said. */
  routingMs?: number;
  /** How long the token endpoint takes to answer, in ms: by the machine's clock 0 to 300, by a clock that is given at once. */
  tokenMs?: () => number;
};
export type LocalShopify = {
  hubOrigin: string;
  frontOrigin: string;
  storeOrigins: Record<string, string>;
  ctx: LocalContext;
  state: LocalState;
  faults: LocalFaults;
  /** For the app's SENDGRID_WEBHOOK_PUBLIC_KEY; new at every start. */
  mailPublicKey: string;
  setAppOrigin(origin: string): void;
  close(): Promise<void>;
};

/** Starts a Shopify on this machine; throws when a port is taken. */
export async function startLocalShopify(options: LocalShopifyOptions = {}): Promise<LocalShopify> {
  const state = openState(options.stateFile ?? null);
  const ctx: LocalContext = {
    registration: registrationOf(options),
    state,
    faults: state.faults,
    origins: { hub: "", front: "", stores: {} },
    appOrigin: options.appOrigin ?? "",
    deployments: 0,
    ports: { front: options.frontPort ?? 0, stores: options.storePorts ?? [] },
    webhooks: openWebhookLog(),
    graphqlCalls: 0,
    agenda: openAgenda(options.now ?? Date.now, { byItself: options.now === undefined }),
    routingMs: options.routingMs ?? ROUTING_MS,
    tokenMs: options.tokenMs ?? (() => (options.now ? 0 : Math.floor(Math.random() * SLOWEST_TOKEN_MS))),
    mail: mailKeys(options.mailKey ?? localMailKey),
    now: options.now ?? Date.now,
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
  routeWhatIsLeft(ctx);
  redactWhatIsLeft(ctx);
  state.flush();
  return {
    hubOrigin,
    frontOrigin: ctx.origins.front,
    storeOrigins: ctx.origins.stores,
    ctx,
    state,
    faults: state.faults,
    mailPublicKey: ctx.mail.publicKey,
    setAppOrigin: (origin) => (ctx.appOrigin = origin),
    close: async () => {
      ctx.agenda.close();
      await ctx.webhooks.close();
      await Promise.all(listening.map((part) => part.close()));
      state.flush();
    },
  };
}

function registrationOf(options: LocalShopifyOptions): AppRegistration {
  const read = readRegistration(
    options.configFile ?? fileURLToPath(new URL("../../shopify.app.toml", import.meta.url)),
  );
  return {
    ...read,
    apiKey: options.appKey ?? localAppKey,
    apiSecret: options.appSecret ?? localAppSecret,
    scopes: options.scopes ?? read.scopes,
    webhookTopics: options.webhookTopics ?? read.webhookTopics,
  };
}

function mailKeys(apiKey: string): LocalContext["mail"] {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { apiKey, privateKey, publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64") };
}

async function mountPages(hub: Express, ctx: LocalContext): Promise<Listening[]> {
  const started: Listening[] = [];
  hub.use("/mailbox", mailboxRouter(ctx)).use("/uploads", uploadsRouter(ctx));
  hub.use("/customer-accounts", orderStatusRouter(ctx));
  hub.use("/customer-accounts", customerAccountsRouter(ctx));
  try {
    for (const shop of ctx.state.shops) {
      const store = await startStorefront(ctx, shop);
      started.push(store);
      ctx.origins.stores[shop.domain] = store.origin;
    }
    const front = await startFrontProxy(ctx);
    started.push(front);
    ctx.origins.front = front.origin;
  } catch (fault) {
    await Promise.all(started.map((part) => part.close()));
    throw fault;
  }
  hub.use(adminRouter(ctx));
  return started;
}
