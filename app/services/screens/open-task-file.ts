import { z } from "zod";
import { mayDo } from "../../domain/team/permissions.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { zipOf } from "../../adapters/storage/zip.ts";
import { noteAccess } from "../../adapters/rows/shop/accesses.ts";
import { photosToExport } from "../../adapters/rows/shop/privacy.ts";
import { taskById } from "../../adapters/rows/shop/tasks.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { attachmentName } from "../../domain/files/download-names.ts";
import { exportedPhotoPath } from "../../domain/files/exported-names.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { STRANGERS_BYTES, type OpenFile } from "../artfiles/open-file.ts";

/** A zip of a customer's data and photos that belongs to a task, for whom the task is; null for everybody else and when there is none. */
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
  if (!(await storage().head(key))) return null;
  const { orderIds } = z.object({ orderIds: z.array(z.uuid()).catch([]) }).parse(task!.details);
  const photos = await photosToExport(shopId, orderIds);
  await noteAccess({ shopId, memberId: actor.memberId, kind: "data_file", orderIds });
  const headers = {
    "Content-Type": "application/zip",
    "Content-Disposition": attachmentName("customer data.zip"),
    "Cache-Control": "private, no-store",
    ...STRANGERS_BYTES,
  };
  const entries = photos.map((photo) => ({ path: exportedPhotoPath(photo), storageKey: photo.storageKey }));
  return { body: zipOf([{ path: "customer data.json", storageKey: key }, ...entries]), headers };
}
