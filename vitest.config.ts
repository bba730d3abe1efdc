import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BrowserFirst } from "./tests/browser-first.ts";

// The flow tests' set-up starts one embedded PostgreSQL for the run, and gives every test file a database of its own.
const withDatabase = { globalSetup: ["tests/flows/set-up-run.ts"], setupFiles: ["tests/flows/set-up-file.ts"] };

// A slow machine is no fault: what never comes is ended by the time of its test.
const patient = { poll: { timeout: 120_000 } };

export default defineConfig({
  test: {
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? "silent" },
    // One file more at a time than there are processors, because browser tests mostly wait: every file has a database, ports and folders
    // of its own. vitest itself would take one less, which is a single one on a small machine. The flow tests' PostgreSQL has room for eight.
    maxWorkers: Math.min(availableParallelism() + 1, 8),
    sequence: { sequencer: BrowserFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: ["{app,dev,extensions}/**/*.test.ts"],
          testTimeout: 60_000,
          // They touch nothing outside of their own file: one worker reads the modules once for many of them.
          isolate: false,
          // It imports an extension's module, which only Vite can read.
          server: { deps: { inline: ["@shopify/ui-extensions-tester"] } },
        },
      },
      {
        test: {
          name: "corpus",
          include: ["tests/corpus/**/*.test.ts"],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "flows",
          include: ["tests/flows/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          ...withDatabase,
        },
      },
      {
        test: {
          // Not part of `npm test` (dev/test.ts): each takes minutes.
          name: "days",
          include: ["tests/days/**/*.test.ts"],
          expect: patient,
          testTimeout: 900_000,
          hookTimeout: 600_000,
          globalSetup: ["tests/e2e/set-up-run.ts"],
        },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          expect: patient,
          testTimeout: 600_000,
          hookTimeout: 300_000,
          globalSetup: ["tests/e2e/set-up-run.ts"],
        },
      },
    ],
  },
});
