import { json } from "@remix-run/node";
import { checkHealth } from "../services/upkeep/check-health.ts";

export async function loader() {
  const health = await checkHealth();
  const isWell = Object.values(health).every(Boolean);
  return json(health, { status: isWell ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
