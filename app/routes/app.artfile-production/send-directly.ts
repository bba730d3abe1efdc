import { whatStatusMeans } from "../../domain/files/upload-answers.ts";
import { pause } from "../../ui/frame/steady-line.ts";
import { FAULT, MOST_FAULTS, reasonOf, SILENT_MS, whyWaiting, type Sending, type Sent } from "./sending.ts";

/** How a file goes: by tus, not at all, or straight to the bucket, with the address where that stands. */
type Begun = { ticket: string } | { way: "tus" } | { refused: string };
type Seen = { bytes: number; partBytes: number; parts: number[]; there: number };

const DOOR = "/artfiles/direct";
/** So many addresses are asked for at once, each good for some minutes. */
const AT_ONCE = 4;

/**
 * Sends one file straight to where the server keeps files, when it says so, part by part, through hours of bad line: parts that are there are not sent
 * again. Null when the file goes by tus. Ends only by what the server refuses.
 */
export async function sendDirectly(sending: Sending, off: AbortSignal): Promise<Sent | null> {
  const { file, from, onUrl, onProgress, onWaiting } = sending;
  // One that was begun by tus goes on so.
  if (from !== null && !from.startsWith(DOOR)) return null;
  let url = from;
  let faults = 0;
  for (let tries = 0; !off.aborted;) {
    try {
      if (url === null) {
        const begun = await ask<Begun>("POST", DOOR, { intent: "begin", fileName: file.name, bytes: file.size });
        if ("way" in begun) return null;
        if ("refused" in begun) return { failure: begun.refused };
        url = `${DOOR}?ticket=${begun.ticket}`;
        onUrl(url);
        onWaiting(null);
      }
      const seen = await ask<Seen>("GET", url);
      const missing = missingOf(seen).slice(0, AT_ONCE);
      onProgress(seen.there);
      if (missing.length === 0) {
        await ask("POST", url, { intent: "complete" });
        return { failure: null };
      }
      const { addresses } = await ask<{ addresses: string[] }>("POST", url, { intent: "parts", numbers: missing });
      let sent = seen.there;
      for (const [at, number] of missing.entries()) {
        const part = file.slice((number - 1) * seen.partBytes, number * seen.partBytes);
        await put(addresses[at]!, part, off, (bytes) => (onWaiting(null), onProgress(sent + bytes)));
        sent += part.size;
        tries = faults = 0;
      }
    } catch (fault) {
      if (off.aborted) break;
      const status = fault instanceof Answered ? fault.status : 0;
      // The bucket takes an address whose minutes are over for one that was never signed: another is asked for.
      const meaning = fault instanceof Answered && fault.isOfBucket ? "later" : whatStatusMeans(status);
      if (meaning === "refused") return { failure: reasonOf(status) };
      if (meaning === "gone") url = null;
      const isLine = meaning === "later" && (status === 0 || !(fault instanceof Answered && fault.isOfBucket));
      if (!isLine && (faults += 1) >= MOST_FAULTS) return { failure: FAULT };
      onWaiting(whyWaiting(fault instanceof Answered ? fault.said : SILENCE));
      await pause(tries++, off);
    }
  }
  if (url !== null) await ask("DELETE", url).catch(() => undefined);
  return { failure: null };
}

const SILENCE = { type: null, text: "" };

class Answered extends Error {
  readonly status: number;
  /** What our server said; nothing where the bucket answered. */
  readonly said: { type: string | null; text: string };
  readonly isOfBucket: boolean;
  constructor(status: number, said?: { type: string | null; text: string }) {
    super("It was not answered with yes");
    this.status = status;
    this.said = said ?? SILENCE;
    this.isOfBucket = said === undefined;
  }
}

function missingOf({ bytes, partBytes, parts }: Seen): number[] {
  const all = Array.from({ length: Math.ceil(bytes / partBytes) }, (_one, at) => at + 1);
  return all.filter((number) => !parts.includes(number));
}

async function ask<T>(method: string, url: string, words?: object): Promise<T> {
  const body = words ? { body: JSON.stringify(words), headers: { "Content-Type": "application/json" } } : {};
  const answer = await fetch(url, { method, ...body });
  if (!answer.ok) {
    const text = await answer.text().catch(() => "");
    throw new Answered(answer.status, { type: answer.headers.get("Content-Type"), text });
  }
  return (answer.status === 204 ? null : await answer.json()) as T;
}

// Not by fetch: it does not tell how far it is, and App Bridge would add our session's token.
function put(address: string, part: Blob, off: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
  const request = new XMLHttpRequest();
  const ended = new Promise<void>((done, fail) => {
    let silence: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENT_MS);
    };
    const stop = () => request.abort();
    off.addEventListener("abort", stop);
    request.onloadend = () => {
      clearTimeout(silence);
      off.removeEventListener("abort", stop);
      if (request.status >= 200 && request.status < 300) done();
      else fail(new Answered(request.status));
    };
    request.upload.onprogress = ({ loaded }) => (listen(), onBytes(loaded));
    listen();
  });
  request.open("PUT", address);
  // A type of its own would be asked about by the browser beforehand, and nobody signed one.
  request.send(part);
  return ended;
}
