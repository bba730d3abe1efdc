import { defineConfig } from "vitest/config";

/**
 * The domain's own tests, for `npm run mutate`: a fault of the rules must be noticed by the tests of the rules. They share one set of
 * loaded modules, which halves the time of a fault.
 */
export default defineConfig({
  test: {
    include: ["app/domain/**/*.test.ts"],
    testTimeout: 60_000,
    env: { LIVES: "12" },
    setupFiles: ["dev/mutate/few-runs.ts"],
    isolate: false,
  },
});
