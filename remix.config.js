/**
 * The one copy of the Remix options; `vite.config.ts` imports it (docs/decisions/001).
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  appDirectory: "app",
  buildDirectory: "build",
  ignoredRouteFiles: ["**/.*", "**/*.test.{ts,tsx}"],
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: false,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    // Single fetch loses the retry header of an expired session token (docs/decisions/001, 022).
    v3_singleFetch: false,
    v3_routeConfig: false,
  },
};
