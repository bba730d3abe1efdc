import { useEffect, useRef, useState } from "react";
import type { Upload } from "tus-js-client";
import { TOO_LARGE, whyNotSent } from "../../domain/files/artfile-formats.ts";

/** A file on its way to the server; `failure` says why it did not get there, `isHopeless` that sending it again would not help. */
export type Arriving = { key: number; file: File; sent: number; failure: string | null; isHopeless?: true };

const AT_ONCE = 3;

/** Sends files so that a broken connection goes on where it stopped (tus), a few at once; `onArrived` is called after each. */
export function useUploads(onArrived: () => void) {
  const [arriving, setArriving] = useState<readonly Arriving[]>([]);
  const running = useRef(new Map<number, Upload | null>());
  const waiting = useRef<Arriving[]>([]);
  const lastKey = useRef(0);

  // At once, so that a build of later on finds the page with all it needs.
  useEffect(() => void sender().catch(() => undefined), []);

  const remove = (key: number) => setArriving((all) => all.filter((one) => one.key !== key));
  const change = (key: number, set: Partial<Arriving>) =>
    setArriving((all) => all.map((one) => (one.key === key ? { ...one, ...set } : one)));

  const startNext = () => {
    while (running.current.size < AT_ONCE) {
      const next = waiting.current.shift();
      if (!next) return;
      running.current.set(next.key, null);
      void start(next);
    }
  };
  const end = (key: number) => {
    running.current.delete(key);
    startNext();
  };
  const start = async ({ key, file }: Arriving) => {
    const tus = await sender().catch(() => null);
    if (!tus) {
      change(key, { failure: "Proofline was renewed meanwhile. Reload the page and choose the file again." });
      return end(key);
    }
    const upload = new tus.Upload(file, {
      endpoint: "/uploads",
      metadata: { filename: file.name, filetype: file.type },
      retryDelays: [0, 1_000, 3_000, 5_000, 10_000],
      removeFingerprintOnSuccess: true,
      // App Bridge adds its token to fetch only; this library uses XMLHttpRequest. A token lives for a minute: ask each time.
      onBeforeRequest: async (request) => request.setHeader("Authorization", `Bearer ${await shopify.idToken()}`),
      onProgress: (sent) => change(key, { sent }),
      onSuccess: () => {
        remove(key);
        end(key);
        onArrived();
      },
      onError: (fault) => {
        change(key, { failure: reasonOf(fault) });
        end(key);
      },
    });
    running.current.set(key, upload);
    upload.start();
  };

  const queue = (one: Arriving) => {
    waiting.current.push(one);
    startNext();
  };
  return {
    arriving,
    add: (files: readonly File[]) => {
      const added = files.map((file): Arriving => {
        const failure = whyNotSent(file);
        return { key: (lastKey.current += 1), file, sent: 0, failure, ...(failure ? { isHopeless: true } : {}) };
      });
      setArriving((all) => [...all, ...added]);
      added.filter(({ failure }) => failure === null).forEach(queue);
    },
    retry: (one: Arriving) => {
      change(one.key, { failure: null, sent: 0 });
      queue(one);
    },
    cancel: (key: number) => {
      waiting.current = waiting.current.filter((one) => one.key !== key);
      void running.current
        .get(key)
        ?.abort(true)
        .catch(() => undefined);
      remove(key);
      end(key);
    },
  };
}

function sender() {
  return import("tus-js-client");
}

// What the protocol says of a fault are words for programs.
function reasonOf(fault: Error): string {
  const answer = "originalResponse" in fault ? (fault.originalResponse as { getStatus(): number } | null) : null;
  const status = answer?.getStatus();
  if (status === 413) return TOO_LARGE;
  if (status === 401 || status === 403) return "You may not hand in files any more. Reload the page.";
  return "The file did not get through. Check the connection and send it again.";
}
