import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

// npm run sweep [-- --lives=20000 --kills=20]: what `npm test` does in a few examples, done until it is proof; some twenty minutes, and as many again for the mutations; the crowd takes an hour and more.

const { values } = parseArgs({
  options: { lives: { type: "string", default: "20000" }, kills: { type: "string", default: "20" } },
});

const SWEEPS = [
  {
    what: `the lifecycle over ${values.lives} random lives`,
    times: 1,
    args: ["app/domain/workflow/lifecycle.property.test.ts", "--testTimeout=1800000"],
    env: { LIVES: values.lives },
  },
  { what: "all hostile samples", times: 2, args: ["--project", "corpus", "--testTimeout=900000"], env: {} },
  {
    what: "workers killed at the worst moment",
    times: Number(values.kills),
    args: ["tests/flows/killed-while-sending.test.ts", "tests/flows/killed-worker.test.ts"],
    env: {},
  },
  {
    what: "Shopify after one sweep, whatever others did there, over 100 stories",
    times: 1,
    args: ["tests/flows/shopify-settled.property.test.ts", "--testTimeout=1800000"],
    env: { SETTLED_RUNS: "100" },
  },
  {
    what: "every column after undo, over 200 lives",
    times: 1,
    args: ["tests/flows/undo-everything.test.ts"],
    env: { UNDONE_LIVES: "200" },
  },
  {
    what: "whole days of each role in the browser, on slow and broken lines",
    times: 1,
    args: ["--project", "days"],
    env: { CI: "true" },
  },
];

const VITEST = join("node_modules", "vitest", "vitest.mjs");
let hasFailed = false;
for (const { what, times, args, env } of SWEEPS) {
  const began = performance.now();
  let good = 0;
  for (let time = 1; time <= times; time += 1) {
    const run = spawnSync(process.execPath, [VITEST, "run", ...args], {
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
    if (run.status === 0) good += 1;
    else console.error(`${what}, time ${time}:\n${run.stdout}${run.stderr}`);
  }
  hasFailed ||= good < times;
  console.log(`${good} of ${times} times well: ${what} (${Math.round((performance.now() - began) / 1_000)} s)`);
}
for (const script of ["dev/crowd/crowd.ts", "dev/proof/prove.ts", "dev/mutate/mutate.ts"]) {
  const { status } = spawnSync(process.execPath, [script], { stdio: "inherit" });
  hasFailed ||= status !== 0;
}
process.exit(hasFailed ? 1 : 0);
