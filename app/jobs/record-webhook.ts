import type { Job } from "../adapters/queue/queue.ts";
import { workWebhook } from "../services/intake/work-webhook.ts";

export const recordWebhook: Job<"record-webhook"> = ({ deliveryId }) => workWebhook(deliveryId);
