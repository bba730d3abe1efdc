import { join } from "node:path";
import { untilStopped } from "./start/until-stopped.ts";
import { startProofline } from "./start-proofline.ts";

// `npm run dev`: like the demo, but with empty shops, and a change of the code shows at once.

const FOLDER = join(".data", "dev");
const REMIX = join("node_modules", "@remix-run", "dev", "dist", "cli.js");

await untilStopped(async (running) => {
  const proofline = await startProofline({
    folder: FOLDER,
    ports: [4100, 4101, 4102, 4103, 4110],
    web: (port) => [REMIX, "vite:dev", "--port", String(port), "--strictPort"],
    worker: ["--watch", "app/worker.server.ts"],
    env: { NODE_ENV: "development" },
    running,
  });
  console.log(
    `\n  Open ${proofline.shopify.hubOrigin}\n  Logs: ${join(FOLDER, "web.log")} and ${join(FOLDER, "worker.log")}. Ctrl-C stops it.\n`,
  );
});
