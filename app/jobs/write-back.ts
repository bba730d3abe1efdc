import type { Job } from "../adapters/queue.ts";
import { writeBack as write } from "../services/write-back.ts";

export const writeBack: Job<"write-back"> = (payload) => write(payload);
