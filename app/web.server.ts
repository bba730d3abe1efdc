import type { ServerBuild } from "@remix-run/node";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { databaseOrExit, SILENT_MS } from "./adapters/connections.ts";
import { disconnect, endSilentConnections } from "./adapters/db.ts";
import { endChanges } from "./adapters/live/changes.ts";
import { log } from "./adapters/log.ts";
import { dropLeftScratch } from "./adapters/storage/scratch-folder.ts";
import { tellStorageProblem } from "./adapters/storage/storage.ts";
import { envOrExit } from "./env.server.ts";
import { keepFormerBuilds } from "./former-builds.server.ts";
import { endIdle, webApp } from "./web-app.server.ts";

const STOP_WITHIN_MS = 20_000;
const settings = envOrExit();
endSilentConnections(SILENT_MS.web);
await databaseOrExit(settings);
void tellStorageProblem(settings.STORAGE_URL);
await dropLeftScratch();
const { PORT, FORMER_BUILDS_FOLDER } = settings;
const build = (await import(pathToFileURL(resolve("build/server/index.js")).href)) as ServerBuild;

if (FORMER_BUILDS_FOLDER) await keepFormerBuilds("build/client/assets", FORMER_BUILDS_FOLDER);
const web = webApp(build, "build/client", FORMER_BUILDS_FOLDER);

const server = web.listen(PORT, () => log.info({ event: "web_started", port: PORT }));
endIdle(server);
server.on("error", (error) => {
  console.error(`The web server cannot listen on port ${PORT}: ${error.message}`);
  process.exit(1);
});

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ event: "web_stopping", signal });
  const tooLong = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
  const closed = new Promise<void>((done) => server.close(() => done()));
  await endChanges();
  server.closeIdleConnections();
  await closed;
  clearTimeout(tooLong);
  await disconnect();
  log.info({ event: "web_stopped" });
  process.exit(0);
}
