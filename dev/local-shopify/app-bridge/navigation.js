const adminAddress = /^(shopify:\/*admin\/|https:\/\/admin\.shopify\.com\/store\/)/i;
let routerListens = false;

// The app's router takes "shopify:navigate" once its scripts run; before that a link of the admin loads the page anew.
const plainListen = window.addEventListener.bind(window);
window.addEventListener = (type, ...rest) => {
  if (type === "shopify:navigate") routerListens = true;
  return plainListen(type, ...rest);
};

on("navigate", ({ href }) => {
  if (!routerListens) {
    void idToken().then((token) => {
      const next = new URL(href, location.origin);
      for (const [name, value] of Object.entries({
        embedded: "1",
        shop: config.shop,
        host: config.host,
        id_token: token,
      })) {
        next.searchParams.set(name, value);
      }
      location.assign(next);
    });
    return;
  }
  const link = document.createElement("a");
  link.setAttribute("href", href);
  link.hidden = true;
  document.body.append(link);
  link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
  link.remove();
});

// What a browser does when the frame is reloaded: its address of now, with or without what Shopify had added to the first one.
on("reload", ({ without }) => {
  const next = new URL(location.href);
  without.forEach((name) => next.searchParams.delete(name));
  if (next.href === location.href) location.reload();
  else location.replace(next);
});

function reportLocation() {
  if (reload || location.pathname.startsWith("/auth/")) return;
  const search = new URLSearchParams(location.search);
  frameParameters.forEach((name) => search.delete(name));
  tell("location", { path: location.pathname + (search.size > 0 ? `?${search}` : ""), title: document.title });
}

for (const name of ["pushState", "replaceState"]) {
  const plain = history[name].bind(history);
  history[name] = (...given) => {
    plain(...given);
    reportLocation();
  };
}
plainListen("popstate", reportLocation);
plainListen("DOMContentLoaded", reportLocation);

const plainOpen = window.open.bind(window);
window.open = (address, target, features) => {
  const text = String(address ?? "");
  const leavesFrame = target === "_top" || target === "_parent";
  if (adminAddress.test(text) || (leavesFrame && isEmbedded)) {
    tell("admin", {
      address: adminAddress.test(text) ? text : new URL(text, location.href).href,
      target: target ?? "_top",
    });
    return null;
  }
  return plainOpen(address, target, features);
};

document.addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const href = link?.getAttribute("href") ?? "";
    if (!link || event.defaultPrevented || !adminAddress.test(href)) return;
    event.preventDefault();
    tell("admin", { address: href, target: link.target || (event.metaKey || event.ctrlKey ? "_blank" : "_top") });
  },
  true,
);
