import { json } from "@remix-run/node";
import { checkReadiness } from "../services/upkeep/check-health.ts";

/** Whether this process can serve pages, with the state of each part; 503 when it cannot. */
export async function loader() {
  const readiness = await checkReadiness();
  return json(readiness, { status: readiness.isReady ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
