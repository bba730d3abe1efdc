import type { Job } from "../adapters/queue.ts";
import { redactShop as redact } from "../services/redact-shop.ts";

export const redactShop: Job<"redact-shop"> = (payload) => redact(payload);
