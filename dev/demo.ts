import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removePostgres } from "./embedded-postgres.ts";
import { buildWhenStale } from "./start/build-when-stale.ts";
import { untilStopped } from "./start/until-stopped.ts";
import { startProofline, type RunningProofline } from "./start-proofline.ts";

// `npm run demo`: everything on this machine, with a filled shop, at one address.

const FOLDER = join(".data", "demo");
const COMPLETE = join(FOLDER, "complete");
const SEED = new URL("./seed.ts", import.meta.url);

await untilStopped(async (running) => {
  // What an interrupted first start left behind is half a shop: begin anew.
  if (process.argv.includes("--fresh") || !existsSync(COMPLETE)) await forget();
  buildWhenStale();
  const proofline = await startProofline({ folder: FOLDER, ports: [4000, 4001, 4002, 4003, 4010], running });
  if (!existsSync(COMPLETE)) {
    await fill(proofline);
    writeFileSync(COMPLETE, "");
  }
  console.log(
    `\n  Proofline is running. Open ${proofline.shopify.hubOrigin}\n\n  Ctrl-C stops it; the next start finds everything as it is. Logs and files are in ${FOLDER}.\n`,
  );
});

async function forget(): Promise<void> {
  await removePostgres(join(FOLDER, "postgres"));
  rmSync(FOLDER, { recursive: true, force: true });
}

// The seed speaks to the app's services and to Local Shopify, in the app's own settings.
async function fill({ shopify, env }: RunningProofline): Promise<void> {
  if (!existsSync(SEED)) return;
  console.log("Filling two shops with orders …");
  Object.assign(process.env, { ...env, LOG_LEVEL: "warn" });
  await import("./local-shopify/preload.mjs");
  const { seed } = (await import(SEED.href)) as { seed(shopify: RunningProofline["shopify"]): Promise<void> };
  await seed(shopify);
}
