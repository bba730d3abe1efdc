import type { Job } from "../adapters/queue.ts";
import { fulfilOrder as fulfil } from "../services/fulfil-order.ts";

export const fulfilOrder: Job<"fulfil-order"> = (payload) => fulfil(payload);
