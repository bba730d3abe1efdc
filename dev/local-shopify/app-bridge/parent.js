// The line to the admin page around the frame. All files of this folder are served as one script, in one scope.
const script = document.currentScript;
const adminOrigin = new URL(script.src).origin;
const isEmbedded = window.parent !== window;
const waiting = new Map();
const listeners = {};
let lastId = 0;

function tell(type, message = {}) {
  if (isEmbedded) window.parent.postMessage({ localShopify: type, ...message }, adminOrigin);
}

function ask(type, message = {}) {
  if (!isEmbedded) return Promise.reject(new Error(`App Bridge: ${type} works only inside the Shopify admin.`));
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    tell(type, { ...message, id });
  });
}

function on(type, listener) {
  listeners[type] = listener;
}

window.addEventListener("message", ({ source, origin, data }) => {
  if (source !== window.parent || origin !== adminOrigin || !data?.localShopify) return;
  const question = waiting.get(data.id);
  if (data.localShopify === "answer" && question) {
    waiting.delete(data.id);
    if (data.error) question.reject(new Error(data.error));
    else question.resolve(data.answer);
    return;
  }
  listeners[data.localShopify]?.(data);
});

const frameParameters = ["hmac", "locale", "protocol", "session", "id_token", "shop", "timestamp", "host", "embedded"];
const opened = new URLSearchParams(location.search);
const remembered = recall();
const config = {
  apiKey: script.dataset.apiKey ?? document.querySelector('meta[name="shopify-api-key"]')?.content ?? "",
  shop: opened.get("shop") ?? remembered.shop ?? "",
  host: opened.get("host") ?? remembered.host ?? "",
  locale: opened.get("locale") ?? remembered.locale ?? "en",
  appOrigins: [location.origin],
};
remember({ shop: config.shop, host: config.host, locale: config.locale });

// The frame is another site than the admin: its storage is apart, and a browser may refuse it altogether.
function recall() {
  try {
    return JSON.parse(sessionStorage.getItem("local-shopify") ?? "{}");
  } catch {
    return {};
  }
}

function remember(known) {
  try {
    sessionStorage.setItem("local-shopify", JSON.stringify(known));
  } catch {
    return;
  }
}
