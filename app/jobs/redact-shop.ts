import type { Job } from "../adapters/queue/queue.ts";
import { redactShop as redact } from "../services/shop/redact-shop.ts";

export const redactShop: Job<"redact-shop"> = (payload) => redact(payload);
