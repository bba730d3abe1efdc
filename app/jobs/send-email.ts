import type { Job } from "../adapters/queue/queue.ts";
import { renderEmail } from "../emails/render.ts";
import { sendEmail as send } from "../services/emails/send-email.ts";

export const sendEmail: Job<"send-email"> = (key) => send(key, renderEmail);
