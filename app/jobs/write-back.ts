import type { Job } from "../adapters/queue/queue.ts";
import { writeBack as write } from "../services/fulfilment/write-back.ts";

export const writeBack: Job<"write-back"> = (payload) => write(payload);
