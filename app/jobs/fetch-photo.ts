import type { Job } from "../adapters/queue.ts";
import { fetchItemPhoto } from "../services/fetch-item-photo.ts";

export const fetchPhoto: Job<"fetch-photo"> = (payload, { isLastAttempt }) => fetchItemPhoto(payload, isLastAttempt);
