// Inside the frame of one extension: as much of Shopify's host as the app's extensions use. The frame has no origin of its own, no cookies
// and no storage, so that what an extension may do with the network is judged as in Shopify's.
const settings = JSON.parse(document.getElementById("settings").textContent);
const waiting = new Map();
let lastId = 0;

addEventListener("message", ({ source, data }) => {
  if (source !== parent || !waiting.has(data?.id)) return;
  waiting.get(data.id)(data.token);
  waiting.delete(data.id);
});

function sessionToken() {
  const id = ++lastId;
  parent.postMessage({ extension: settings.target, ask: "token", id }, "*");
  return new Promise((resolve) => waiting.set(id, resolve));
}

function translate(key, given = {}) {
  const found = key.split(".").reduce((at, part) => at?.[part], settings.words);
  const sentence = typeof found === "object" ? found[given.count === 1 ? "one" : "other"] : found;
  if (typeof sentence !== "string") return `Translation missing: ${key}`;
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name) => String(given[name]));
}

const targets = new Map();
globalThis.shopify = {
  ...settings.api,
  extension: { target: settings.target, apiVersion: settings.apiVersion, editor: undefined },
  i18n: { translate },
  sessionToken: { get: sessionToken },
  extend: (target, show) => targets.set(target, show),
};

// In the admin a path is one of the app's, and what goes to the app carries the member's token.
const plainFetch = fetch.bind(globalThis);
globalThis.fetch = async (input, init = {}) => {
  if (!settings.networkAccess && !settings.isOfAdmin)
    throw new TypeError("The extension has no network_access in its shopify.extension.toml.");
  if (!settings.isOfAdmin) return plainFetch(input, init);
  const address = new URL(input, `${settings.appUrl}/`);
  const headers = new Headers(init.headers);
  if (address.origin === settings.appUrl) headers.set("Authorization", `Bearer ${await sessionToken()}`);
  return plainFetch(address, { ...init, headers });
};

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** Where a link leads on this machine: one into the app, or into a shop's online store. */
function hrefOf(element) {
  const href = (element.getAttribute("href") ?? "").replace(/^app:\/*/, `${settings.appPages}/`);
  const [shop, store] = settings.stores.find(([address]) => href.startsWith(address)) ?? ["", ""];
  return store + href.slice(shop.length);
}
const link = (element, style) =>
  element.hasAttribute("href")
    ? `<a class="${style}" target="_top" href="${escape(hrefOf(element))}"><slot></slot></a>`
    : "<slot></slot>";
const headed = (element) =>
  `<section>${element.hasAttribute("heading") ? `<h2>${escape(element.getAttribute("heading"))}</h2>` : ""}<slot></slot></section>`;

/** How each element that the extensions use is drawn; a test holds that none is missing. */
const ELEMENTS = {
  "s-admin-block": headed,
  "s-section": headed,
  "s-stack": (element) => `<div class="stack ${element.getAttribute("direction") ?? "block"}"><slot></slot></div>`,
  "s-text": (element) =>
    `<span class="${element.getAttribute("type") === "strong" ? "strong" : ""} ${element.getAttribute("color") ?? ""}"><slot></slot></span>`,
  "s-paragraph": () => "<p><slot></slot></p>",
  "s-banner": (element) =>
    `<div role="status" class="banner ${element.getAttribute("tone") ?? ""}"><slot></slot></div>`,
  "s-badge": (element) => `<span class="badge ${element.getAttribute("tone") ?? ""}"><slot></slot></span>`,
  "s-link": (element) => link(element, "link"),
  "s-button": (element) => (element.hasAttribute("href") ? link(element, "button") : "<button><slot></slot></button>"),
  "s-thumbnail": (element) =>
    `<img width="40" height="40" src="${escape(element.getAttribute("src") ?? "")}" alt="${escape(element.getAttribute("alt") ?? "")}">`,
  "s-spinner": (element) => `<span role="status">${escape(element.getAttribute("accessibilitylabel") ?? "")}…</span>`,
  "s-unordered-list": () => '<div role="list"><slot></slot></div>',
  "s-list-item": () => '<div role="listitem"><slot></slot></div>',
};

const STYLE = `<style>:host{display:block}:host(s-text),:host(s-badge),:host(s-link){display:inline-block}h2{font-size:1rem;margin:0 0 .5rem}
p{margin:0}.stack{display:flex;flex-direction:column;gap:.5rem}.stack.inline{flex-direction:row;align-items:center;flex-wrap:wrap}
.strong{font-weight:600}.subdued{color:#595959}.badge{background:#e3e3e3;border-radius:8px;padding:2px 8px;font-size:.8rem}
.badge.warning,.banner.warning{background:#ffd6a4}.banner{padding:.5rem .75rem;border-radius:8px}img{object-fit:contain;border:1px solid #ddd;border-radius:6px}
.button{display:inline-block;background:#1a1a1a;color:#fff;padding:.5rem 1rem;border-radius:8px;text-decoration:none}</style>`;

for (const [name, draw] of Object.entries(ELEMENTS))
  customElements.define(
    name,
    class extends HTMLElement {
      static observedAttributes = [
        "heading",
        "href",
        "src",
        "alt",
        "type",
        "color",
        "tone",
        "direction",
        "accessibilitylabel",
      ];
      connectedCallback() {
        this.draw();
      }
      attributeChangedCallback() {
        if (this.isConnected) this.draw();
      }
      draw() {
        (this.shadowRoot ?? this.attachShadow({ mode: "open" })).innerHTML = STYLE + draw(this);
      }
    },
  );

new ResizeObserver(() =>
  parent.postMessage({ extension: settings.target, ask: "height", height: document.documentElement.offsetHeight }, "*"),
).observe(document.documentElement);

/** Runs what the extension has registered for this place, once its script has been read. */
globalThis.showExtension = () => targets.get(settings.target)?.();
