import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { noFaults, type LocalFaults } from "./faults.ts";
import { seedShops } from "./seed/seed.ts";
import type { LocalMail, LocalShop, LocalToken } from "./shapes.ts";

type Saved = { version: 1; counter: number; shops: LocalShop[]; mails: LocalMail[]; tokens: LocalToken[] };

export type LocalState = Saved & {
  faults: LocalFaults;
  /** Asks for the state to be written soon; many calls in one moment write once. */
  save(): void;
  /** Writes now. */
  flush(): void;
  /** A new number that looks like one of Shopify's: 13 digits, unique in this state. */
  nextId(): number;
  shopOf(domainOrHandle: string): LocalShop | undefined;
};

/** Opens the state in `file` (null: memory only), filled with the two seed shops when it is new; throws when the file is unreadable. */
export function openState(file: string | null): LocalState {
  const saved: Saved =
    file !== null && existsSync(file)
      ? (JSON.parse(readFileSync(file, "utf8")) as Saved)
      : { version: 1, counter: 0, shops: [], mails: [], tokens: [] };
  let timer: NodeJS.Timeout | undefined;
  const state: LocalState = {
    ...saved,
    faults: noFaults(),
    nextId: () => 6_104_000_000_000 + ++state.counter * 32_769,
    shopOf: (name) => state.shops.find((shop) => shop.domain === name || shop.handle === name),
    save: () => {
      timer ??= setTimeout(() => state.flush(), 200);
      timer.unref();
    },
    flush: () => {
      clearTimeout(timer);
      timer = undefined;
      if (file !== null) writeWhole(file, state);
    },
  };
  if (state.shops.length === 0) state.shops = seedShops(state.nextId);
  return state;
}

function writeWhole(file: string, { version, counter, shops, mails, tokens }: Saved) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify({ version, counter, shops, mails, tokens }));
  renameSync(draft, file);
}
