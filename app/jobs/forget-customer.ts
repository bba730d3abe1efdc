import type { Job } from "../adapters/queue/queue.ts";
import { forgetCustomer as forget } from "../services/shop/forget-customer.ts";

export const forgetCustomer: Job<"forget-customer"> = (payload) => forget(payload);
