import type { FramePlace } from "../../domain/words/frame-address.ts";

type Known = {
  path: string | null;
  place: FramePlace | null;
  /** The same page in the admin, where the shop is known. */
  inAdmin: string | null;
  isTab: boolean;
  isPhoneApp: boolean;
  /** App Bridge goes on by itself (the address says where to); only if it does not, this page does. */
  isBounce: boolean;
  apiKey: string;
};

/**
 * The small page with App Bridge that opens the app in its frame again: the admin around it gives a session token even where the address has
 * lost the shop (shopify-app-js pull request 3216 relies on the same). Where nothing answers it says what to do.
 */
export function opening({ path, place, inAdmin, isTab, isPhoneApp, isBounce, apiKey }: Known): string {
  const known = JSON.stringify({ path, ...place, inAdmin, isPhoneApp, isBounce }).replaceAll("<", "\\u003c");
  const bridge = `<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js" data-api-key="${apiKey}"></script>`;
  return `<!doctype html>
<html lang="en">
<head>
${isTab ? "" : bridge}
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Proofline</title>
<style>body{margin:0;padding:24px;font:14px/1.5 system-ui,sans-serif;color:#303030}a{color:#005bd3}</style>
</head>
<body>
<p id="opening"${isTab ? " hidden" : ""}>Opening Proofline …</p>
<main id="closed"${isTab ? "" : " hidden"}>
<h1>Proofline opens in your Shopify admin</h1>
<p>Open it from the Apps page of <a href="https://admin.shopify.com" target="_top">your Shopify admin</a>.</p>
</main>
<noscript><p>Proofline needs JavaScript.</p></noscript>
${isTab ? "" : `<script>(${reopen.toString()})(${known})</script>`}
</body>
</html>`;
}

/** Runs in the browser as it stands here, so it may name nothing of this file. */
function reopen(known: Pick<Known, "path" | "inAdmin" | "isPhoneApp" | "isBounce"> & Partial<FramePlace>): void {
  const patience = 10_000;
  const bridgeTakes = 3_000;
  const bridge = (window as unknown as { shopify?: { idToken(): Promise<string> } }).shopify;
  const giveUp = () => {
    document.getElementById("opening")!.hidden = true;
    document.getElementById("closed")!.hidden = false;
  };
  let kept: { path?: string; shop?: string; host?: string } = {};
  try {
    kept = JSON.parse(sessionStorage.getItem("proofline-frame") ?? "{}") as typeof kept;
  } catch {
    // Storage of a frame may be refused; the admin still knows whose it is.
  }
  if (window.top === window.self && !known.isPhoneApp)
    return known.inAdmin ? location.replace(known.inAdmin) : giveUp();
  if (!bridge) return giveUp();
  setTimeout(giveUp, patience);
  const open = () => bridge.idToken().then(goOn, giveUp);
  setTimeout(() => void open(), known.isBounce ? bridgeTakes : 0);

  function goOn(token: string): void {
    const claims = JSON.parse(atob(token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/"))) as { dest: string };
    const shop = new URL(claims.dest).hostname;
    const host = known.shop === shop ? known.host : kept.shop === shop ? kept.host : undefined;
    const address = new URL(known.path ?? kept.path ?? "/app", location.origin);
    const added = {
      embedded: "1",
      shop,
      host: host ?? btoa(`admin.shopify.com/store/${shop.replace(".myshopify.com", "")}`).replace(/=+$/, ""),
      id_token: token,
    };
    for (const [name, value] of Object.entries(added)) address.searchParams.set(name, value);
    if (address.origin === location.origin) location.replace(address);
    else giveUp();
  }
}
