import type { Job } from "../adapters/queue.ts";
import { makeFileRenditions } from "../services/make-file-renditions.ts";

export const makeRenditions: Job<"make-renditions"> = (payload) => makeFileRenditions(payload);
