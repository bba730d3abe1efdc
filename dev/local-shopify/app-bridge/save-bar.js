let shownBar = null;

function showBar(bar) {
  shownBar = bar;
  tell("save-bar", { isOpen: true, ...bar.describe() });
}

function hideBar(bar) {
  if (shownBar !== bar) return;
  shownBar = null;
  tell("save-bar", { isOpen: false });
}

on("save-bar-action", ({ action }) => shownBar?.[action]());

customElements.define(
  "ui-save-bar",
  class extends Mirrored {
    get showing() {
      return shownBar === this;
    }
    mirror() {
      if (!this.isConnected) this.hide();
      else if (this.showing) showBar(this);
    }
    describe() {
      const [save, discard] = [this.button(true), this.button(false)];
      return {
        isOff: save?.hasAttribute("disabled") ?? false,
        isBusy: save?.hasAttribute("loading") ?? false,
        canDiscard: !(discard?.hasAttribute("disabled") ?? false),
      };
    }
    button(isPrimary) {
      return [...this.querySelectorAll("button")].find(
        (button) => (button.getAttribute("variant") === "primary") === isPrimary,
      );
    }
    save() {
      this.button(true)?.click();
    }
    discard() {
      this.button(false)?.click();
    }
    async show() {
      if (this.showing) return;
      showBar(this);
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      if (!this.showing) return;
      hideBar(this);
      this.dispatchEvent(new Event("hide"));
    }
    toggle() {
      return this.showing ? this.hide() : this.show();
    }
  },
);

// <form data-save-bar>: the bar comes with the first change and goes with the submit or the reset.
const formBars = new WeakMap();

function barOf(form) {
  if (!formBars.has(form)) {
    formBars.set(form, {
      describe: () => ({ isOff: false, isBusy: false, canDiscard: true }),
      save: () => form.requestSubmit(),
      discard: () => form.reset(),
    });
  }
  return formBars.get(form);
}

for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    const form = event.target.form ?? event.target.closest?.("form");
    if (form?.hasAttribute("data-save-bar")) showBar(barOf(form));
  });
}
for (const type of ["submit", "reset"]) {
  document.addEventListener(type, (event) => {
    if (event.target.hasAttribute?.("data-save-bar")) hideBar(barOf(event.target));
  });
}
