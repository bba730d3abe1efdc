import type { Jobs } from "../adapters/queue.ts";

/** The closed list of jobs, by name. */
export const jobs: Partial<Jobs> = {};
