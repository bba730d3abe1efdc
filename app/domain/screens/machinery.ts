import { CLASS_WORDS, LATE_AFTER_MS, QUEUE_CLASSES, type QueueClass } from "../words/queue-classes.ts";
import { tellGivenUp, type GivenUp } from "./given-up.ts";

/** What is known of whether everything runs that works for a shop in the background. */
export type MachineryFacts = {
  now: Date;
  /** At least one worker is there. */
  hasWorker: boolean;
  /** Of each class, since when the oldest job that is due waits; null when none does. */
  waiting: Record<QueueClass, Date | null>;
  /** Whether files can be kept; "slow": not known. */
  storage: "works" | "full" | "fails" | "slow";
  /** Photos that could not be kept when they were last asked for. */
  notKept: number;
  /** Open pages are told of changes by this server. */
  hearsChanges: boolean;
  /** Jobs that failed several times and are tried again, and since when the oldest of them is there. */
  failing: { count: number; since: Date | null };
  /** Jobs that gave up, of which some are named. */
  givenUp: GivenUp;
  /** Shopify gives the app access to the shop. */
  hasToken: boolean;
  isAddressRefused: boolean;
  /** When Shopify last told of something. */
  toldAt: Date | null;
  /** When the regular look last found changes that Shopify had not told of, and of how many orders. */
  untold: { at: Date; orders: number } | null;
};

/**
 * Something that does not run as it should: what it is, what to do, since when (ISO) where that is known, and what it concerns in particular;
 * `canTryAgain`: a manager can have all of that tried again.
 */
export type Trouble = {
  title: string;
  advice: string;
  since: string | null;
  concerns: string[];
  canTryAgain: boolean;
};

/** Whether everything runs, for managers; no trouble means that it does. `toldAt` (ISO): when Shopify last told of something. */
export type Machinery = { troubles: Trouble[]; toldAt: string | null };

const UNTOLD_FOR_MS = 24 * 60 * 60_000;

/** Says in plain sentences what does not run; what follows from something else is not said beside it. */
export function tellMachinery(facts: MachineryFacts): Machinery {
  const { failing, givenUp, untold, toldAt, now, storage } = facts;
  const late = lateClasses(facts);
  const lateSince = late.length > 0 ? new Date(Math.min(...late.map(({ since }) => since.getTime()))) : null;
  const troubles: (Trouble | false)[] = [
    !facts.hasWorker && trouble("no_worker", lateSince),
    facts.hasWorker &&
      lateSince !== null && { ...trouble("late", lateSince), concerns: late.map(({ name }) => CLASS_WORDS[name]) },
    storage === "full" && trouble("storage_full", null),
    storage === "fails" && trouble("storage_fails", null),
    // A small file may have room where a photo has none.
    storage !== "full" && storage !== "fails" && facts.notKept > 0 && trouble("not_kept", null, facts.notKept),
    !facts.hearsChanges && trouble("deaf", null),
    facts.isAddressRefused && trouble("address_refused", null),
    !facts.hasToken && !facts.isAddressRefused && trouble("no_token", null),
    givenUp.count > 0 && {
      ...trouble("given_up", givenUp.jobs[0]?.since ?? null, givenUp.count),
      concerns: tellGivenUp(givenUp),
      canTryAgain: true,
    },
    facts.hasToken && !facts.isAddressRefused && failing.count > 0 && trouble("failing", failing.since, failing.count),
    untold !== null && now.getTime() - untold.at.getTime() < UNTOLD_FOR_MS && untoldTrouble(untold, toldAt),
  ];
  return { troubles: troubles.filter((one) => one !== false), toldAt: toldAt?.toISOString() ?? null };
}

function lateClasses({ waiting, now }: MachineryFacts): { name: QueueClass; since: Date }[] {
  return QUEUE_CLASSES.flatMap((name) => {
    const since = waiting[name];
    return since !== null && now.getTime() - since.getTime() > LATE_AFTER_MS[name] ? [{ name, since }] : [];
  });
}

function untoldTrouble(untold: { at: Date; orders: number }, toldAt: Date | null): Trouble {
  const hasToldSince = toldAt !== null && toldAt > untold.at;
  return trouble(hasToldSince ? "some_not_told" : "not_told", untold.at, untold.orders);
}

type Kind =
  | "no_worker"
  | "late"
  | "storage_full"
  | "storage_fails"
  | "not_kept"
  | "deaf"
  | "given_up"
  | "failing"
  | "no_token"
  | "address_refused"
  | "not_told"
  | "some_not_told";

function trouble(kind: Kind, since: Date | null, count = 0): Trouble {
  const { title, advice } = WORDS[kind];
  return { title: title(count), advice, since: since?.toISOString() ?? null, concerns: [], canTryAgain: false };
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
  storage_full: {
    title: () => "There is no room for more files",
    advice:
      "Photos and artfiles cannot be kept: uploads fail, and photos of new orders do not arrive. Tell whoever runs the app to make room; they are asked for again every ten minutes, and come by themselves when there is room.",
  },
  not_kept: {
    title: (count) => (count === 1 ? "1 photo could not be kept yet" : `${count} photos could not be kept yet`),
    advice:
      "The place for files had no room, or did not answer, when they were last asked for. They are asked for again every ten minutes, and come by themselves. If this stays, tell whoever runs the app: its log says why.",
  },
  storage_fails: {
    title: () => "Files cannot be kept at this moment",
    advice:
      "The place where photos and artfiles are kept does not take any: uploads fail, photos of new orders do not arrive, and pictures may not show. Tell whoever runs the app: its log says why. Photos are asked for again, and come by themselves once it works.",
  },
  deaf: {
    title: () => "Open pages are not told of changes",
    advice:
      "What others do shows only when a page is reloaded. It is tried again every few seconds; if this stays, tell whoever runs the app to look at its database.",
  },
  given_up: {
    title: (count) =>
      count === 1 ? "The machinery: 1 thing could not be done" : `The machinery: ${count} things could not be done`,
    advice:
      "It was tried many times and is not tried again by itself. Have it tried again once what was in the way is mended; if it comes back, tell whoever runs the app: its log says why.",
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
