// The admin's side of the App Bridge stand-in: answers what the app in the frame asks, and draws what it says.
import { showToast, hideToast } from "./toasts.js";

const main = document.querySelector("main.app");
const settings = JSON.parse(main.dataset.settings);
const frame = main.querySelector("iframe");
const saveBar = main.querySelector(".save-bar");
const appLinks = document.querySelector("[data-app-links]");
const appAddress = `${settings.base}/apps/proofline`;
let isUnsaved = false;
let home = null;
let path = location.pathname.slice(appAddress.length) + location.search;

function tell(type, message = {}) {
  frame.contentWindow.postMessage({ localShopify: type, ...message }, settings.appOrigin);
}

async function ask(address) {
  const response = await fetch(`${settings.base}/${address}`, { method: "POST" });
  if (!response.ok) throw new Error(`The admin answered ${response.status}.`);
  return response.json();
}

const questions = {
  token: async () => (await ask("session-token")).token,
  user: async () => ({}),
  scopes: async () => ask("scopes"),
  extensions: async () => (await ask("extensions")).extensions,
};

const news = {
  location({ path: now, title }) {
    path = now === "/" ? "" : now;
    history.replaceState(null, "", appAddress + path + location.hash);
    if (title) document.title = `${title} · Local Shopify`;
    for (const person of document.querySelectorAll("[data-person]")) {
      if (person.pathname.startsWith(`/admin/${settings.handle}/`))
        person.href = person.pathname.split("/").slice(0, 6).join("/") + path;
    }
    markCurrent();
  },
  nav({ home: homeHref, items }) {
    home = homeHref;
    appLinks.querySelectorAll(".app-sub").forEach((link) => link.remove());
    for (const { label, href } of items) {
      const link = document.createElement("a");
      link.className = "app-sub";
      link.href = appAddress + href;
      link.dataset.href = href;
      link.textContent = label;
      appLinks.append(link);
    }
    markCurrent();
  },
  title({ title, actions }) {
    main.querySelector(".app-bar-title").textContent = title;
    main.querySelector(".app-bar-actions").replaceChildren(
      ...actions
        .filter(({ kind }) => kind !== "breadcrumb")
        .map((action) => {
          const button = Object.assign(document.createElement("button"), {
            type: "button",
            textContent: action.label,
            disabled: action.isOff || action.isBusy,
          });
          button.className = action.isCritical ? "critical" : action.kind;
          button.addEventListener("click", () => tell("title-action", { index: action.index }));
          return button;
        }),
    );
  },
  "save-bar"({ isOpen, isOff, isBusy, canDiscard }) {
    isUnsaved = isOpen;
    saveBar.hidden = !isOpen;
    if (!isOpen) return;
    saveBar.querySelector("[data-action=save]").disabled = isOff || isBusy;
    saveBar.querySelector("[data-action=discard]").disabled = !canDiscard;
  },
  toast: (toast) => showToast(toast, tell),
  "toast-hide": ({ toast }) => hideToast(toast, tell),
  loading: ({ isOn }) => (main.querySelector(".progress").hidden = !isOn),
  admin({ address, target }) {
    const local = localAddress(address);
    if (target === "_blank") window.open(local, "_blank");
    else location.assign(local);
  },
};

window.addEventListener("message", async ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== settings.appOrigin || !data?.localShopify) return;
  const answer = questions[data.localShopify];
  if (!answer) return news[data.localShopify]?.(data);
  try {
    tell("answer", { id: data.id, answer: await answer() });
  } catch (error) {
    tell("answer", { id: data.id, error: String(error.message ?? error) });
  }
});

// Only now, so that nothing the app says is missed.
frame.src = frame.dataset.src;

main.querySelector(".frame-menu").addEventListener("click", ({ currentTarget, target }) => {
  if (target.dataset.without === undefined) return;
  currentTarget.open = false;
  tell("reload", { without: target.dataset.without.split(",").filter(Boolean) });
});

saveBar.addEventListener("click", ({ target }) => {
  if (target.dataset.action) tell("save-bar-action", { action: target.dataset.action });
});

appLinks.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const href = link?.dataset.href ?? (link?.hasAttribute("data-app-home") ? home : null);
  if (!href || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  if (isUnsaved && !window.confirm("Leave page with unsaved changes?")) return;
  tell("navigate", { href });
  document.body.classList.remove("nav-open");
});

function markCurrent() {
  const here = path.split("?")[0] || home || "";
  const links = [...appLinks.querySelectorAll("a")];
  const best = links
    .map((link) => ({ link, href: (link.dataset.href ?? home ?? "").split("?")[0] }))
    .filter(({ href }) => href && (here === href || here.startsWith(`${href}/`)))
    .sort((one, other) => other.href.length - one.href.length)[0];
  for (const link of links) link.toggleAttribute("aria-current", link === (best?.link ?? links[0]));
}

/** shopify://admin/orders/1, https://admin.shopify.com/store/…/orders/1 and the app's own addresses, as addresses of this admin. */
function localAddress(address) {
  const inAdmin =
    /^(?:shopify:\/*admin|https:\/\/admin\.shopify\.com\/store\/[^/]+|https:\/\/[^/]+\.myshopify\.com\/admin)(\/.*)?$/i.exec(
      address,
    );
  if (inAdmin) return settings.base + (inAdmin[1] ?? "");
  const url = new URL(address, settings.appOrigin);
  return url.origin === settings.appOrigin ? appAddress + url.pathname + url.search : url.href;
}
