import { mayDo } from "../../domain/team/permissions.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { taskById } from "../../adapters/rows/shop/tasks.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { attachmentName } from "../../domain/files/download-names.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { STRANGERS_BYTES, type OpenFile } from "../artfiles/open-file.ts";

/** The file of a customer's data that belongs to a task, for admins; null for everybody else and when there is none. */
export async function openTaskFile({
  shopId,
  actor,
  taskId,
}: {
  shopId: string;
  actor: ActingMember;
  taskId: string;
}): Promise<OpenFile | null> {
  const task = mayDo("open_task_files", actor) && isUuid(taskId) ? await taskById(shopId, taskId) : null;
  const key = task?.kind === "customer_data_request" ? task.details["storageKey"] : null;
  if (typeof key !== "string" || !key.startsWith(`${shopId}/`)) return null;
  const body = await storage().get(key);
  const headers = {
    "Content-Type": "application/json",
    "Content-Disposition": attachmentName("customer data.json"),
    "Cache-Control": "private, no-store",
    ...STRANGERS_BYTES,
  };
  return body && { body, headers };
}
