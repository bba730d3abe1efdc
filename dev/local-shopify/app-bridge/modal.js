customElements.define(
  "ui-modal",
  class extends HTMLElement {
    connectedCallback() {
      this.style.display = "none";
      if (this.dialog) return;
      this.dialog = document.createElement("dialog");
      this.dialog.style.cssText =
        "border:0;border-radius:16px;padding:0;width:min(620px,calc(100vw - 32px));box-shadow:0 8px 40px #0005";
      this.content = document.createElement("div");
      this.dialog.addEventListener("close", () => this.dispatchEvent(new Event("hide")));
    }
    disconnectedCallback() {
      this.dialog?.remove();
    }
    get showing() {
      return this.dialog?.open ?? false;
    }
    async show() {
      if (this.showing) return;
      const bar = this.querySelector("ui-title-bar");
      const head = Object.assign(document.createElement("h2"), { textContent: bar?.getAttribute("title") ?? "" });
      head.style.cssText = "font:600 16px system-ui;margin:0;padding:16px;background:#f3f3f3";
      const foot = document.createElement("div");
      foot.style.cssText =
        "display:flex;gap:8px;justify-content:flex-end;padding:12px 16px;border-top:1px solid #e3e3e3";
      for (const action of bar?.querySelectorAll("button") ?? []) {
        const button = Object.assign(document.createElement("button"), {
          type: "button",
          textContent: action.textContent,
          onclick: () => action.click(),
        });
        foot.append(button);
      }
      this.dialog.replaceChildren(head, this.content, foot);
      document.body.append(this.dialog);
      this.dialog.showModal();
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      this.dialog?.close();
    }
    toggle() {
      return this.showing ? this.hide() : this.show();
    }
  },
);
