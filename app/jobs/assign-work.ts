import type { Job } from "../adapters/queue/queue.ts";
import { assignWork as assign } from "../services/team/assign-work.ts";

/** Gives an order, or all orders of a shop that have nobody, to the members whose turn it is. */
export const assignWork: Job<"assign-work"> = (payload) => assign(payload);
