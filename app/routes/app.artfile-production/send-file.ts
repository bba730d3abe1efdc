import type { Upload } from "tus-js-client";
import { pause } from "../../ui/frame/steady-line.ts";
import { whatStatusMeans } from "../../domain/files/upload-answers.ts";
import { sendDirectly } from "./send-directly.ts";
import { FAULT, MOST_FAULTS, reasonOf, SILENT_MS, whyWaiting, type Sending, type Sent } from "./sending.ts";

/**
 * Sends one file, straight to where it is kept or else by tus, through hours of bad line: it waits in growing pauses, and goes on where it stopped. Only what the server refuses ends
 * it. `callOff` ends it too, and takes back what has arrived.
 */
export function sendFile(sending: Sending): { sent: Promise<Sent>; callOff: () => void } {
  const stop = new AbortController();
  return { sent: sendByTheirWay(sending, stop.signal), callOff: () => stop.abort() };
}

/** Loads what sends files. */
export function sender() {
  return import("tus-js-client");
}

async function sendByTheirWay(sending: Sending, off: AbortSignal): Promise<Sent> {
  return (await sendDirectly(sending, off)) ?? (await sendByTus(sending, off));
}

async function sendByTus({ file, from, onUrl, onProgress, onWaiting }: Sending, off: AbortSignal): Promise<Sent> {
  const tus = await sender().catch(() => null);
  if (!tus) return { failure: "Proofline was renewed meanwhile. Reload the page and choose the file again." };
  let status = 0;
  let said: { type: string | null; text: string } = { type: null, text: "" };
  let tries = 0;
  let end: (isThere: boolean) => void = () => undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      void upload.abort();
      end(false);
    }, SILENT_MS);
  };
  const upload: Upload = new tus.Upload(file, {
    endpoint: "/uploads",
    uploadUrl: from,
    metadata: { filename: file.name, filetype: file.type },
    retryDelays: null,
    storeFingerprintForResuming: false,
    // App Bridge adds its token to fetch only; this library uses XMLHttpRequest. A token lives for a minute: ask each time.
    onBeforeRequest: async (request) => {
      status = 0;
      said = { type: null, text: "" };
      request.setHeader("Authorization", `Bearer ${await shopify.idToken()}`);
    },
    onAfterResponse: (request, response) => {
      status = response.getStatus();
      said = { type: response.getHeader("Content-Type") ?? null, text: response.getBody() };
      // The library takes every refusal to tell where an upload stands for one that is gone, and would begin anew.
      if (request.getMethod() === "HEAD" && status >= 400 && whatStatusMeans(status) !== "gone")
        throw new Error("It cannot be asked where the upload stands");
    },
    onUploadUrlAvailable: () => void (upload.url && onUrl(upload.url)),
    onProgress: (sent) => {
      listen();
      if (sent > 0) onWaiting(null);
      onProgress(sent);
    },
    onChunkComplete: () => void (tries = 0),
    onSuccess: () => end(true),
    onError: () => end(false),
  });
  off.addEventListener("abort", () => {
    void upload.abort(true).catch(() => undefined);
    end(false);
  });
  for (let faults = 0; ;) {
    const ended = new Promise<boolean>((resolve) => (end = resolve));
    listen();
    if (!off.aborted) upload.start();
    const isThere = !off.aborted && (await ended);
    clearTimeout(silence);
    if (isThere || off.aborted) return { failure: null };
    const meaning = whatStatusMeans(status);
    if (meaning === "refused") return { failure: reasonOf(status) };
    if (meaning === "gone") {
      upload.url = null;
      upload.options.uploadUrl = null;
    }
    if (meaning !== "later" && (faults += 1) >= MOST_FAULTS) return { failure: FAULT };
    onWaiting(whyWaiting(said));
    await pause(tries++, off);
  }
}
