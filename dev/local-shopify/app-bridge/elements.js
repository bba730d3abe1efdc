// <ui-nav-menu> and <ui-title-bar> are drawn by the admin around the frame; here they only say what is in them.
class Mirrored extends HTMLElement {
  connectedCallback() {
    this.hidden = true;
    this.style.display = "none";
    this.observer ??= new MutationObserver(() => this.mirror());
    this.observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
    queueMicrotask(() => this.mirror());
  }
  disconnectedCallback() {
    this.observer.disconnect();
    this.mirror();
  }
}

customElements.define(
  "ui-nav-menu",
  class extends Mirrored {
    mirror() {
      const links = this.isConnected ? [...this.querySelectorAll("a[href]")] : [];
      tell("nav", {
        home: links.find((link) => link.rel === "home")?.getAttribute("href") ?? null,
        items: links
          .filter((link) => link.rel !== "home")
          .map((link) => ({ label: link.textContent.trim(), href: link.getAttribute("href") })),
      });
    }
  },
);

function actionsIn(element) {
  return [...element.querySelectorAll("button, a")].map((action, index) => ({
    index,
    label: action.textContent.trim(),
    kind: action.getAttribute("variant") ?? "plain",
    isCritical: action.getAttribute("tone") === "critical",
    isOff: action.hasAttribute("disabled"),
    isBusy: action.hasAttribute("loading") && action.getAttribute("loading") !== "false",
  }));
}

customElements.define(
  "ui-title-bar",
  class extends Mirrored {
    mirror() {
      if (this.closest("ui-modal")) return;
      tell("title", { title: this.getAttribute("title") ?? "", actions: this.isConnected ? actionsIn(this) : [] });
    }
  },
);
on("title-action", ({ index }) => document.querySelectorAll("ui-title-bar :is(button, a)")[index]?.click());
