import { whyNotSent } from "../../domain/files/artfile-formats.ts";
import { dropKept, keepUpload, keptUploadOf, keptUploads, type KeptUpload } from "./kept-uploads.ts";
import { sendFile } from "./send-file.ts";

/** A file on its way to the server; `waitsFor` says why it stands just now, `failure` says why it did not get there, `isHopeless` that sending it again would not help. */
export type Arriving = {
  key: number;
  file: File;
  sent: number;
  waitsFor: string | null;
  failure: string | null;
  isHopeless?: true;
};

/** A file that had been on its way when the page was left, and how many of its bytes are there. */
export type Unfinished = KeptUpload & { there: number };

type State = { arriving: readonly Arriving[]; unfinished: readonly Unfinished[]; arrivedCount: number };
export type Uploads = ReturnType<typeof open>;

/** Nothing, as the server draws it. */
export const NO_UPLOADS: State = { arriving: [], unfinished: [], arrivedCount: 0 };

const AT_ONCE = 3;
/** What was left may still be in the hands of a line that has died, or the server away: it is asked for again for a minute. */
const LOOKS = 20;
const LOOK_AGAIN_MS = 3_000;
/** An answer that takes longer is asked for anew. */
const LOOK_WITHIN_MS = 10_000;
const stores = new Map<string, Uploads>();

/** A member's files on their way in this tab: they go on while another page of the app is looked at. In the browser only. */
export function uploadsOf(who: string): Uploads {
  const store = stores.get(who) ?? open(who);
  stores.set(who, store);
  return store;
}

function open(who: string) {
  let state = NO_UPLOADS;
  let lastKey = 0;
  const listeners = new Set<() => void>();
  const running = new Map<number, () => void>();
  let waiting: Arriving[] = [];

  const set = (next: Partial<State>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const change = (key: number, to: Partial<Arriving>) =>
    set({ arriving: state.arriving.map((one) => (one.key === key ? { ...one, ...to } : one)) });
  const remove = (key: number) => set({ arriving: state.arriving.filter((one) => one.key !== key) });

  const startNext = () => {
    while (running.size < AT_ONCE) {
      const next = waiting.shift();
      if (!next) break;
      void start(next);
    }
    // A page that warned without need would teach people not to read it.
    if (running.size > 0) window.addEventListener("beforeunload", warn);
    else window.removeEventListener("beforeunload", warn);
  };
  const start = async ({ key, file }: Arriving) => {
    let url = keptUploadOf(who, file)?.url ?? null;
    const { sent, callOff } = sendFile({
      file,
      from: url,
      onUrl: (at) => keepUpload(who, (url = at), file),
      onProgress: (bytes) => change(key, { sent: bytes }),
      onWaiting: (waitsFor) => change(key, { waitsFor }),
    });
    running.set(key, callOff);
    const { failure } = await sent;
    running.delete(key);
    if (failure !== null) change(key, { failure, waitsFor: null });
    else {
      if (url) dropKept(who, url);
      const isThere = state.arriving.some((one) => one.key === key);
      remove(key);
      if (isThere) set({ arrivedCount: state.arrivedCount + 1 });
    }
    startNext();
  };
  const queue = (one: Arriving) => {
    waiting.push(one);
    startNext();
  };
  /** Asks where the uploads stand that were left, and some times more while they cannot be asked; those that are gone are not spoken of. */
  const look = async (times: number): Promise<void> => {
    const left = keptUploads(who).filter((kept) => !state.arriving.some(({ file }) => isOf(kept, file)));
    const found = await Promise.all(left.map(async (kept) => ({ kept, there: await bytesThere(kept.url) })));
    for (const { kept, there } of found) if (there === "gone") dropKept(who, kept.url);
    const unfinished = found.flatMap(({ kept, there }) => (typeof there === "number" ? { ...kept, there } : []));
    set({ unfinished: unfinished.filter((one) => !state.arriving.some(({ file }) => isOf(one, file))) });
    if (times > 1 && found.some(({ there }) => there === null)) setTimeout(() => void look(times - 1), LOOK_AGAIN_MS);
  };
  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: () => state,
    add(files: readonly File[]) {
      const fresh = files.filter(
        (file) => !state.arriving.some((one) => one.failure === null && isSame(one.file, file)),
      );
      const added = fresh.map((file): Arriving => {
        const failure = whyNotSent(file);
        const hopeless = failure ? { isHopeless: true as const } : {};
        return { key: (lastKey += 1), file, sent: 0, waitsFor: null, failure, ...hopeless };
      });
      const goesOn = (one: Unfinished) =>
        fresh.some(
          ({ name, size, lastModified }) => one.name === name && one.size === size && one.modified === lastModified,
        );
      set({
        arriving: [...state.arriving.filter((one) => !fresh.some((file) => isSame(one.file, file))), ...added],
        unfinished: state.unfinished.filter((one) => !goesOn(one)),
      });
      added.filter(({ failure }) => failure === null).forEach(queue);
    },
    retry(one: Arriving) {
      change(one.key, { failure: null, sent: 0 });
      queue(one);
    },
    cancel(key: number) {
      waiting = waiting.filter((one) => one.key !== key);
      remove(key);
      running.get(key)?.();
    },
    look: () => look(LOOKS),
    forget({ url }: Unfinished) {
      dropKept(who, url);
      set({ unfinished: state.unfinished.filter((one) => one.url !== url) });
      void fetch(url, { method: "DELETE", headers: TUS }).catch(() => undefined);
    },
  };
}

const TUS = { "Tus-Resumable": "1.0.0" };

// Null where it cannot be asked just now.
async function bytesThere(url: string): Promise<number | "gone" | null> {
  const signal = AbortSignal.timeout(LOOK_WITHIN_MS);
  const answer = await fetch(url, { method: "HEAD", headers: TUS, signal }).catch(() => null);
  if (answer?.status === 404 || answer?.status === 410) return "gone";
  const offset = answer?.ok ? answer.headers.get("Upload-Offset") : null;
  return offset ? Number(offset) : null;
}

function isSame(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

function isOf(kept: KeptUpload, { name, size, lastModified }: File): boolean {
  return kept.name === name && kept.size === size && kept.modified === lastModified;
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
