import type { KeyObject } from "node:crypto";
import type { Agenda } from "./agenda.ts";
import type { AppRegistration } from "./proofs/app-registration.ts";
import type { LocalFaults } from "./faults.ts";
import type { LocalState } from "./state.ts";
import type { WebhookLog } from "./webhook-log.ts";

/** What every part of Local Shopify is given. `appOrigin` may be set late: the app often starts after Local Shopify. */
export type LocalContext = {
  registration: AppRegistration;
  state: LocalState;
  faults: LocalFaults;
  /** Origins as a browser on this machine writes them; `stores` by shop domain. */
  origins: { hub: string; front: string; stores: Record<string, string> };
  /** Where the app process really listens, e.g. http://localhost:3000. */
  appOrigin: string;
  /** How often the app was deployed anew since the start: each deployment gives its built files new names and drops the old ones. */
  deployments: number;
  ports: { front: number; stores: number[] };
  webhooks: WebhookLog;
  /** How often the Admin API was asked since the start. */
  graphqlCalls: number;
  /** What happens by itself a little later. */
  agenda: Agenda;
  /** How long after its making an order's lines come into fulfillment orders, in ms. */
  routingMs: number;
  /** How long the token endpoint keeps its next answer back, in ms; what it granted counts from the moment it was asked. */
  tokenMs(): number;
  /** The mail service: the key it accepts, and the pair it signs its events with (`publicKey` as its settings page shows it). */
  mail: { apiKey: string; publicKey: string; privateKey: KeyObject };
  /** Where the files of customers are kept; absent: a temporary folder. */
  uploadsFolder?: string;
  /** Milliseconds since 1970. */
  now(): number;
};

/** A part of Local Shopify that listens on a port of its own. */
export type Listening = { origin: string; close(): Promise<void> };
