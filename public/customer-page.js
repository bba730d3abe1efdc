(() => {
  const MAX_BYTES = 50 * 1024 * 1024;
  const MAX_FILES = 10;
  const MOST_FAULTS = 4;
  /** No answer about the form: what stands before the server has lost it, or asks for patience. */
  const AWAY = [408, 425, 429, 502, 503, 504];
  const DOUBLE_TAP_MS = 700;
  const DOUBLE_TAP_PIXELS = 40;
  const page = document.querySelector(".proofline");
  if (!page) return;

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const each = (selector, enhance) => page.querySelectorAll(selector).forEach(enhance);

  page.querySelector("[data-proofline-notice]")?.focus({ preventScroll: false });

  let tap = null;
  addEventListener("pointerdown", ({ clientX: x, clientY: y }) => (tap = { x, y }), true);
  addEventListener("keydown", () => (tap = null), true);

  // A decision is asked for until it is answered; the server counts one form once, however often it comes.
  each("[data-proofline-form]", (form) => {
    const button = form.querySelector("button");
    const said = make("p", { className: "proofline-hint", hidden: true });
    said.setAttribute("role", "status");
    form.append(said);
    const say = (sentence) => {
      said.textContent = sentence;
      said.hidden = sentence === "";
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.dataset.sent || isDoubleTap()) return;
      form.dataset.sent = "yes";
      button.setAttribute("aria-disabled", "true");
      const answer = await untilAnswered(form, say);
      delete form.dataset.sent;
      button.removeAttribute("aria-disabled");
      if (answer === null)
        return say("This could not be sent because of a fault on our side. Please try again in a few minutes.");
      // The answer is the page as it is now.
      window.prooflineAnswered = { at: performance.now(), tap };
      document.open();
      document.write(answer);
      document.close();
    });
  });

  /** Whether this is the second half of the tap that was just answered, on what has come under the finger since. */
  function isDoubleTap() {
    const { at, tap: first } = window.prooflineAnswered ?? {};
    if (!first || !tap || performance.now() - at > DOUBLE_TAP_MS) return false;
    return Math.hypot(tap.x - first.x, tap.y - first.y) < DOUBLE_TAP_PIXELS;
  }

  /** The page that a form's post is answered with, however long the line is away; null where the server fails. */
  async function untilAnswered(form, say) {
    const body = new URLSearchParams(new FormData(form));
    say("One moment …");
    for (let tries = 0, faults = 0; ; tries += 1) {
      const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
      const isAway = !answer || AWAY.includes(answer.status);
      const text = !isAway && answer.status < 500 ? await answer.text().catch(() => null) : null;
      if (text !== null) return text;
      if (!isAway && ++faults >= MOST_FAULTS) return null;
      say("Waiting for the connection. It goes on by itself; please leave this page open.");
      await pause(tries);
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

  each("[data-proofline-upload]", (form) => {
    const input = form.querySelector("input[type=file]");
    const chosen = form.querySelector("[data-proofline-chosen]");
    const complaint = form.querySelector("[data-proofline-complaint]");
    const progress = form.querySelector("[data-proofline-progress]");
    const button = form.querySelector("button");

    const complain = (sentence) => {
      complaint.textContent = sentence;
      complaint.hidden = sentence === "";
    };
    const whyNot = (files) => {
      if (files.length > MAX_FILES) return `Please choose at most ${MAX_FILES} files.`;
      const large = files.find((file) => file.size > MAX_BYTES);
      return large ? `${large.name} is larger than 50 MB. Please choose a smaller one.` : "";
    };
    input.addEventListener("change", () => {
      const files = [...input.files];
      complain(whyNot(files));
      chosen.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
      chosen.replaceChildren(
        ...files.slice(0, MAX_FILES).map((file) => {
          const entry = make("li", {}, file.name);
          const image = make("img", { alt: "", src: URL.createObjectURL(file) });
          image.addEventListener("load", () => entry.prepend(image));
          return entry;
        }),
      );
      chosen.hidden = files.length === 0;
    });

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const files = [...input.files];
      const sentence = whyNot(files);
      complain(sentence);
      if (sentence !== "" || form.dataset.sent) return;
      form.dataset.sent = "yes";
      button.setAttribute("aria-disabled", "true");
      progress.hidden = false;
      const show = (words, percent) => {
        if (percent !== undefined) progress.querySelector("progress").value = percent;
        progress.querySelector("span").textContent = words;
      };
      sendForm(form, files, {
        onProgress: (percent) =>
          show(percent < 100 ? `Sending: ${percent} %` : "Your photo has been sent. One moment …", percent),
        onWaiting: () => show("Waiting for the connection. It goes on by itself; please leave this page open."),
        onFailure: (why) => {
          delete form.dataset.sent;
          button.removeAttribute("aria-disabled");
          progress.hidden = true;
          complain(why);
        },
      });
    });

    for (const event of ["focus", "pointerdown", "change"])
      input.addEventListener(event, () => void uploads(form).catch(() => undefined));
    tellUnfinished(form, input);
  });

  addEventListener("beforeunload", (event) => {
    if (page.querySelector("[data-sent]")) event.preventDefault();
  });

  /** Names the photos that were on their way from this browser when the page was left. */
  function tellUnfinished(form, input) {
    let names = [];
    try {
      const item = form.elements.target.value.slice(0, 36);
      const day = 24 * 60 * 60 * 1000;
      names = Object.entries(JSON.parse(localStorage.getItem("proofline-photos")) ?? {})
        .filter(([name, { at }]) => name.startsWith(item) && Date.now() - at < day)
        .map(([, { file }]) => file);
    } catch {
      // The browser keeps nothing for us.
    }
    if (names.length === 0) return;
    const textContent = `${names.join(", ")} had not been sent to its end. Choose the same file again, and it goes on where it stopped.`;
    input.before(make("p", { className: "proofline-hint", textContent }));
  }

  const loading = new Map();
  /** What sends photos one by one; loaded once somebody is about to choose some. */
  async function uploads(form) {
    const { prooflineSender, prooflineUploads } = form.dataset;
    if (!prooflineSender || !prooflineUploads) throw new Error("An older page");
    for (const src of prooflineSender.split(" ")) {
      const loaded =
        loading.get(src) ??
        new Promise((resolve, reject) => {
          document.head.append(make("script", { src, onload: resolve, onerror: reject }));
        });
      loading.set(src, loaded);
      await loaded.catch((fault) => {
        loading.delete(src);
        throw fault;
      });
    }
    // A theme with a module loader of its own may have taken it away.
    if (!window.tus) throw new Error("No sender");
    return window.prooflineUploads;
  }

  async function sendForm(form, files, { onProgress, onWaiting, onFailure }) {
    const sender = await uploads(form).catch(() => null);
    if (!sender) return send(form, onProgress, onFailure);
    try {
      const goTo = await sender.send(form, files, { onProgress, onWaiting });
      delete form.dataset.sent;
      leaveFor(goTo);
    } catch (fault) {
      onFailure(fault instanceof sender.Refused ? fault.message : UNSENT);
    }
  }

  // Only what happened is taken from the answer: the visitor stays on the address they came to.
  function leaveFor(goTo) {
    location.assign(location.pathname + new URL(goTo).search);
  }

  const UNSENT = "Your photo could not be sent. Please check your connection and try again.";
  function send(form, onProgress, onFailure) {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener(
      "progress",
      (event) => event.lengthComputable && onProgress(Math.floor((100 * event.loaded) / event.total)),
    );
    request.addEventListener("error", () => onFailure(UNSENT));
    request.addEventListener("load", () => {
      try {
        const { goTo } = JSON.parse(request.responseText);
        const address = new URL(goTo);
        delete form.dataset.sent;
        leaveFor(address);
      } catch {
        onFailure(
          request.status === 404
            ? "This link does not open an order any more. Open the link in the newest email about your order, or answer that email."
            : request.status === 429
              ? request.responseText
              : "Your photo could not be taken because of a fault on our side. Please try again in a few minutes.",
        );
      }
    });
    request.send(new FormData(form));
  }

  each("[data-proofline-compare]", (place) => {
    place.hidden = false;
    place.addEventListener(
      "toggle",
      () => {
        const [photo, artwork] = [
          make("img", { alt: "Your photo", src: place.dataset.photo }),
          make("img", { alt: "The artwork", src: place.dataset.artwork }),
        ];
        const stage = make("div", { className: "proofline-compare__stage" }, photo, artwork);
        const slider = make("input", { type: "range", name: "seen", min: 0, max: 100, value: 50 });
        const move = () => stage.style.setProperty("--seen", `${slider.value}%`);
        slider.addEventListener("input", move);
        move();
        artwork.addEventListener(
          "load",
          () => (stage.style.aspectRatio = `${artwork.naturalWidth} / ${artwork.naturalHeight}`),
        );
        place.append(
          make(
            "div",
            { className: "proofline-compare" },
            stage,
            make(
              "label",
              { className: "proofline-compare__label" },
              make("span", { textContent: "More of the photo, or more of the artwork" }),
              slider,
            ),
          ),
        );
      },
      { once: true },
    );
  });

  each("[data-proofline-zoom]", (link) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !("showModal" in HTMLDialogElement.prototype)) return;
      event.preventDefault();
      const close = make("button", { type: "button", className: "proofline-button", textContent: "Close" });
      const image = make("img", { src: link.href, alt: link.querySelector("img").alt });
      const stage = make("div", { className: "proofline-zoom__stage", tabIndex: 0 }, image);
      const dialog = make("dialog", { className: "proofline-zoom" }, close, stage);
      dialog.setAttribute("aria-label", image.alt);
      image.addEventListener("click", () => dialog.classList.toggle("proofline-zoom--close-up"));
      close.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => {
        dialog.remove();
        link.focus();
      });
      page.append(dialog);
      dialog.showModal();
    });
  });
})();
