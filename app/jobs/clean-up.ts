import type { Job } from "../adapters/queue/queue.ts";
import { cleanUp as clean } from "../services/upkeep/clean-up.ts";

export const cleanUp: Job<"clean-up"> = () => clean();
