import type { Job } from "../adapters/queue.ts";
import { workWebhook } from "../services/work-webhook.ts";

export const recordWebhook: Job<"record-webhook"> = ({ deliveryId }) => workWebhook(deliveryId);
