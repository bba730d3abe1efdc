import type { Job } from "../adapters/queue.ts";
import { cleanUp as clean } from "../services/clean-up.ts";

export const cleanUp: Job<"clean-up"> = () => clean();
