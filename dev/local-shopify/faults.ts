import { approvedForAll, type CustomerDataAccess } from "./customer-data.ts";

export type MailFault = "429" | "500" | "503" | "reset" | "timeout" | "accept-then-drop";
export type GraphqlFault = "500" | "502" | "reset" | "throttle";

/** What Local Shopify has been told to do wrong; every count is how many of the next calls are spoilt. */
export type LocalFaults = {
  webhooks: { duplicate: number; drop: number; delayMs: number; reorder: boolean };
  graphql: { next: number; fault: GraphqlFault };
  mail: { next: number; fault: MailFault };
  /** The events about a mail (delivered, bounced …) that the app is sent. */
  mailEvents: { duplicate: number; drop: number };
  /** What of protected customer data the app is approved for. */
  customerData: CustomerDataAccess;
  /** The address the app asks from is not on its IP allowlist: 403 with a page of HTML, whatever is asked. */
  addressRefused: boolean;
  /** The shops are frozen for want of payment, or locked: every call is answered with that and nothing is said of tokens. */
  shops: { unavailable: 402 | 423 | null };
  /** Shopify splits what is on hold. Its papers leave that open and its staff have seen it refused, so the default is that it refuses. */
  splitsHeld: boolean;
};

/** Local Shopify on its best behaviour. */
export function noFaults(): LocalFaults {
  return {
    webhooks: { duplicate: 0, drop: 0, delayMs: 0, reorder: false },
    graphql: { next: 0, fault: "500" },
    mail: { next: 0, fault: "500" },
    mailEvents: { duplicate: 0, drop: 0 },
    customerData: approvedForAll(),
    addressRefused: false,
    shops: { unavailable: null },
    splitsHeld: false,
  };
}
