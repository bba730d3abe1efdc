import type { Job } from "../adapters/queue/queue.ts";
import { makeFileRenditions } from "../services/intake/make-file-renditions.ts";

export const makeRenditions: Job<"make-renditions"> = (payload) => makeFileRenditions(payload);
