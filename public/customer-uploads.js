// Sends a customer's photos one after the other, each going on where it stopped. Loaded when a photo is about to be chosen, after `tus`.
window.prooflineUploads = (() => {
  /** A small first part, so that what is no photo is told before all of it is sent. */
  const FIRST_PART = 64 * 1024;
  const KEPT_MS = 24 * 60 * 60 * 1000;
  /** Longer than a photo takes to be opened when it has arrived. */
  const SILENT_MS = 120_000;
  const MOST_FAULTS = 4;
  const AWAY = [502, 503, 504];
  const ASKED_AGAIN = [408, 409, 423, 425, 429];
  const STORE = "proofline-photos";
  const FAULT = "Your photo could not be taken because of a fault on our side. Please try again in a few minutes.";
  const NO_ORDER =
    "This link does not open an order any more. Open the link in the newest email about your order, or answer that email.";

  class Refused extends Error {}

  // The browser may refuse to keep anything: then a photo is sent anew after a reload.
  function readKept() {
    try {
      return JSON.parse(localStorage.getItem(STORE)) ?? {};
    } catch {
      return {};
    }
  }
  function changeKept(change) {
    try {
      const kept = readKept();
      change(kept);
      for (const [name, { at }] of Object.entries(kept)) if (!(Date.now() - at < KEPT_MS)) delete kept[name];
      localStorage.setItem(STORE, JSON.stringify(kept));
    } catch {
      // It is only for going on later.
    }
  }
  // By its bytes: phones give the same photo another name and time whenever it is chosen.
  async function nameOf(item, file) {
    try {
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      return `${item} ${Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
    } catch {
      return null;
    }
  }

  /** A pause that grows, and ends when the line is back. */
  function pause(tries) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        removeEventListener("online", end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(1_000 * 2 ** tries, 30_000));
      addEventListener("online", end);
    });
  }

  /** What an answer that is no yes means: try again, or the sentence that ends it. */
  function sentenceOf(status, text) {
    if (status === 403) return NO_ORDER;
    try {
      return JSON.parse(text).sentence ?? FAULT;
    } catch {
      return FAULT;
    }
  }

  async function sendFile({ endpoint, token, item, file, onSent, onWaiting }) {
    const name = await nameOf(item, file);
    let [tries, faults, status] = [0, 0, 0];
    let end;
    let silence;
    const listen = () => {
      clearTimeout(silence);
      // A line can die without a word.
      silence = setTimeout(() => {
        upload.abort();
        end({ again: true });
      }, SILENT_MS);
    };
    const upload = new tus.Upload(file, {
      endpoint,
      uploadUrl: readKept()[name]?.url ?? null,
      headers: { Authorization: `Bearer ${token}` },
      metadata: { filename: file.name },
      chunkSize: FIRST_PART,
      uploadDataDuringCreation: true,
      storeFingerprintForResuming: false,
      retryDelays: null,
      onBeforeRequest: () => void (status = 0),
      onAfterResponse: (request, response) => {
        status = response.getStatus();
        // The library would take a server that is away for an upload that is gone, and begin anew.
        if (request.getMethod() === "HEAD" && (status >= 500 || ASKED_AGAIN.includes(status))) throw new Error("away");
      },
      onUploadUrlAvailable: () =>
        name && changeKept((kept) => (kept[name] = { url: upload.url, file: file.name, at: Date.now() })),
      onChunkComplete: () => {
        upload.options.chunkSize = Infinity;
        tries = 0;
      },
      onProgress: (sent) => {
        listen();
        onSent(sent);
      },
      onSuccess: () => end({ url: upload.url }),
      onError: (fault) => end({ fault }),
    });
    for (;;) {
      const ended = new Promise((resolve) => (end = resolve));
      listen();
      upload.start();
      const { url, fault } = await ended;
      clearTimeout(silence);
      if (url) return url;
      if (status === 404 || status === 410) upload.url = upload.options.uploadUrl = null;
      else if (status >= 400 && status < 500 && !ASKED_AGAIN.includes(status)) {
        // It was not cut off: choosing it again would end the same way.
        if (name && status !== 403) changeKept((kept) => delete kept[name]);
        throw new Refused(sentenceOf(status, fault?.originalResponse?.getBody()));
      }
      if ([404, 410].includes(status) || (status >= 500 && !AWAY.includes(status))) faults += 1;
      if (faults >= MOST_FAULTS) throw new Refused(FAULT);
      onWaiting();
      await pause(tries++);
    }
  }

  /** Says what the photos are for; by the act's id it counts once, however often it has to be said. */
  async function post(form, uploads, onWaiting) {
    const body = new FormData(form);
    body.delete("photos");
    body.set("uploads", uploads.join(","));
    for (let tries = 0, faults = 0; ; tries += 1) {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(
        () => null,
      );
      if (answer?.ok) return (await answer.json()).goTo;
      if (answer?.status === 404) throw new Refused(NO_ORDER);
      if (answer && ![...AWAY, ...ASKED_AGAIN].includes(answer.status) && (faults += 1) >= MOST_FAULTS)
        throw new Refused(FAULT);
      onWaiting();
      await pause(tries);
    }
  }

  /** Sends the files of a form and then the form; gives the address that says what came of it, or throws with a sentence. */
  async function send(form, files, { onProgress, onWaiting }) {
    const item = form.elements.target.value.slice(0, 36);
    const total = files.reduce((sum, { size }) => sum + size, 0) || 1;
    const uploads = [];
    let before = 0;
    for (const file of files) {
      const onSent = (sent) => onProgress(Math.floor((100 * (before + sent)) / total));
      const upload = { endpoint: form.dataset.prooflineUploads, token: form.elements.token.value, item, file };
      try {
        uploads.push((await sendFile({ ...upload, onSent, onWaiting })).split("/").at(-1));
      } catch (fault) {
        if (fault instanceof Refused && files.length > 1) throw new Refused(`${file.name}: ${fault.message}`);
        throw fault;
      }
      before += file.size;
    }
    const goTo = await post(form, uploads, onWaiting);
    if (new URL(goTo).searchParams.get("said"))
      changeKept((kept) => {
        for (const name of Object.keys(kept)) if (name.startsWith(item)) delete kept[name];
      });
    return goTo;
  }

  return { send, Refused };
})();
