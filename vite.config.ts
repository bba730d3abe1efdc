import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import type { noticeDoors } from "./app/notice-doors.server.ts";
import remixOptions from "./remix.config.js";

/** What pages import; in development it is prepared before the first one is asked for. */
const IN_THE_BROWSER = [
  "@remix-run/react",
  "@shopify/app-bridge-react",
  "@shopify/polaris",
  "@shopify/polaris-icons",
  "@shopify/shopify-app-remix/react",
  "react",
  "react-dom",
  "react-dom/client",
  "react/jsx-dev-runtime",
  "tus-js-client",
];

/** In development, too, notices are taken before Remix (`app/web-app.server.ts`). */
const doors: Plugin = {
  name: "proofline-notice-doors",
  apply: "serve",
  configureServer({ middlewares, ssrLoadModule }) {
    middlewares.use((request, response, next) => {
      ssrLoadModule("/app/notice-doors.server.ts")
        .then((module) => (module.noticeDoors as typeof noticeDoors)(request, response) || next())
        .catch(next);
    });
  },
};

export default defineConfig({
  plugins: [doors, remix(remixOptions)],
  // Found while a page loads they would be prepared anew, and that page would have two Reacts.
  optimizeDeps: { include: IN_THE_BROWSER },
  build: { target: "es2022", assetsInlineLimit: 0 },
});
