import type { Job } from "../adapters/queue/queue.ts";
import { fetchItemPhoto } from "../services/intake/fetch-item-photo.ts";

export const fetchPhoto: Job<"fetch-photo"> = (payload, { isLastAttempt }) => fetchItemPhoto(payload, isLastAttempt);
