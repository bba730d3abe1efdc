import type { Job } from "../adapters/queue/queue.ts";
import { fulfilOrder as fulfil } from "../services/fulfilment/fulfil-order.ts";

export const fulfilOrder: Job<"fulfil-order"> = (payload) => fulfil(payload);
