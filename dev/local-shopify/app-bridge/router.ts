import { readFileSync } from "node:fs";
import { Router } from "express";

const parts = ["parent", "requests", "navigation", "elements", "save-bar", "modal", "shopify"];

/** Shopify's CDN on this machine: the App Bridge stand-in, and a font sheet that leaves the system's fonts in place. */
export function cdnRouter(): Router {
  const router = Router();
  router.get(["/app-bridge.js", "/shopifycloud/app-bridge.js"], (_request, response) => {
    response.type("js").set("Cache-Control", "no-cache").send(appBridge());
  });
  router.get("/static/fonts/inter/v4/styles.css", (_request, response) => {
    response
      .type("css")
      .send(":root{--p-font-family-sans:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}");
  });
  return router;
}

function appBridge(): string {
  const sources = parts.map((name) => readFileSync(new URL(`./${name}.js`, import.meta.url), "utf8"));
  return `(() => {\nif (window.shopify) return;\n${sources.join("\n")}})();\n`;
}
