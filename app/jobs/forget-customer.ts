import type { Job } from "../adapters/queue.ts";
import { forgetCustomer as forget } from "../services/forget-customer.ts";

export const forgetCustomer: Job<"forget-customer"> = (payload) => forget(payload);
