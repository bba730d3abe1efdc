/** What is known of whether everything runs that works for a shop in the background. */
export type MachineryFacts = {
  now: Date;
  /** At least one worker is there. */
  hasWorker: boolean;
  /** Since when the oldest job that is due waits; null when none does. */
  dueSince: Date | null;
  /** Jobs that failed several times and are tried again, and since when the oldest of them is there. */
  failing: { count: number; since: Date | null };
  /** Shopify gives the app access to the shop. */
  hasToken: boolean;
  isAddressRefused: boolean;
  /** When Shopify last told of something. */
  toldAt: Date | null;
  /** When the regular look last found changes that Shopify had not told of, and of how many orders. */
  untold: { at: Date; orders: number } | null;
};

/** Something that does not run as it should: what it is, what to do, and since when (ISO) where that is known. */
export type Trouble = { title: string; advice: string; since: string | null };

/** Whether everything runs, for managers; no trouble means that it does. `toldAt` (ISO): when Shopify last told of something. */
export type Machinery = { troubles: Trouble[]; toldAt: string | null };

const LATE_AFTER_MS = 5 * 60_000;
const UNTOLD_FOR_MS = 24 * 60 * 60_000;

/** Says in plain sentences what does not run; what follows from something else is not said beside it. */
export function tellMachinery(facts: MachineryFacts): Machinery {
  const { dueSince, failing, untold, toldAt, now } = facts;
  const isLate = dueSince !== null && now.getTime() - dueSince.getTime() > LATE_AFTER_MS;
  const troubles: (Trouble | false)[] = [
    !facts.hasWorker && trouble("no_worker", isLate ? dueSince : null),
    facts.hasWorker && isLate && trouble("late", dueSince),
    facts.isAddressRefused && trouble("address_refused", null),
    !facts.hasToken && !facts.isAddressRefused && trouble("no_token", null),
    facts.hasToken && !facts.isAddressRefused && failing.count > 0 && trouble("failing", failing.since, failing.count),
    untold !== null && now.getTime() - untold.at.getTime() < UNTOLD_FOR_MS && untoldTrouble(untold, toldAt),
  ];
  return { troubles: troubles.filter((one) => one !== false), toldAt: toldAt?.toISOString() ?? null };
}

function untoldTrouble(untold: { at: Date; orders: number }, toldAt: Date | null): Trouble {
  const hasToldSince = toldAt !== null && toldAt > untold.at;
  return trouble(hasToldSince ? "some_not_told" : "not_told", untold.at, untold.orders);
}

type Kind = "no_worker" | "late" | "failing" | "no_token" | "address_refused" | "not_told" | "some_not_told";

function trouble(kind: Kind, since: Date | null, count = 0): Trouble {
  const { title, advice } = WORDS[kind];
  return { title: title(count), advice, since: since?.toISOString() ?? null };
}

const orders = (count: number) => (count === 1 ? "1 order" : `${count} orders`);

const WORDS: Record<Kind, { title: (count: number) => string; advice: string }> = {
  no_worker: {
    title: () => "Nothing is done in the background",
    advice:
      "The worker of this app is not running: no email leaves, no photo is fetched, and nothing is held or released in Shopify. Tell whoever runs the app to start it; what waits is done then.",
  },
  late: {
    title: () => "What should have been done by now still waits",
    advice: "There is more to do in the background than is done. If this stays for an hour, tell whoever runs the app.",
  },
  failing: {
    title: (count) => (count === 1 ? "1 piece of background work fails" : `${count} pieces of background work fail`),
    advice: "It is tried again by itself for some days. If this stays, tell whoever runs the app: its log says why.",
  },
  no_token: {
    title: () => "Shopify gives the app no access to this shop",
    advice:
      "Opening the app in the Shopify admin renews it: reload this page. A shop that is closed or paused gets it back once it is open. What the app has to do in Shopify waits and is done then.",
  },
  address_refused: {
    title: () => "Shopify refuses the address of this app's server",
    advice:
      "Whoever runs the app has to put the server's address on the app's IP allowlist. Until then nothing is held, released or fulfilled in Shopify by the app; it waits and is done then.",
  },
  not_told: {
    title: (count) => `Shopify's notices do not arrive: ${orders(count)} had to be looked for`,
    advice:
      "The app looks for changed orders every 15 minutes, so that nothing is lost, but everything is later. Tell whoever runs the app to check that Shopify reaches it.",
  },
  some_not_told: {
    title: (count) => `Some of Shopify's notices did not arrive: ${orders(count)} had to be looked for`,
    advice:
      "The app looked and found what was missing. Notices have come since; if this stays, tell whoever runs the app.",
  },
};
