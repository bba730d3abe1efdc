(() => {
  const MAX_BYTES = 50 * 1024 * 1024;
  const MAX_FILES = 10;
  const page = document.querySelector(".proofline");
  if (!page) return;

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const each = (selector, enhance) => page.querySelectorAll(selector).forEach(enhance);

  page.querySelector("[data-proofline-notice]")?.focus({ preventScroll: false });

  // A second click while the first one is on its way; the server counts one decision once in any case.
  each("[data-proofline-form]", (form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "yes";
      form.querySelector("button").setAttribute("aria-disabled", "true");
    });
  });
  addEventListener("pageshow", () =>
    each("[data-proofline-form]", (form) => {
      delete form.dataset.sent;
      form.querySelector("button").removeAttribute("aria-disabled");
    }),
  );

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
      send(
        form,
        (percent) => {
          progress.hidden = false;
          progress.querySelector("progress").value = percent;
          progress.querySelector("span").textContent =
            percent < 100 ? `Sending: ${percent} %` : "Your photo has been sent. One moment …";
        },
        (why) => {
          delete form.dataset.sent;
          button.removeAttribute("aria-disabled");
          progress.hidden = true;
          complain(why);
        },
      );
    });
  });

  function send(form, onProgress, onFailure) {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener(
      "progress",
      (event) => event.lengthComputable && onProgress(Math.floor((100 * event.loaded) / event.total)),
    );
    const unsent = "Your photo could not be sent. Please check your connection and try again.";
    request.addEventListener("error", () => onFailure(unsent));
    request.addEventListener("load", () => {
      try {
        // Only what happened is taken from the answer: the visitor stays on the address they came to.
        location.assign(location.pathname + new URL(JSON.parse(request.responseText).goTo).search);
      } catch {
        onFailure(
          request.status === 404
            ? "This link does not open an order any more. Open the link in the newest email about your order, or answer that email."
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
