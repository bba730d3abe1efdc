import { cleanEdges, cleanPart } from "./file-names-clean.ts";
import { extensionFor } from "./photo-formats.ts";

/** Where a customer's photo lies in the zip that answers their request: a folder per order, then item, version and position. */
export function exportedPhotoPath(photo: {
  orderName: string;
  itemNumber: number;
  version: number;
  position: number;
  contentType: string | null;
}): string {
  const { orderName, itemNumber, version, position, contentType } = photo;
  const folder = cleanEdges(cleanPart(orderName.replace(/^#/, ""))) || "order";
  return `${folder}/item ${itemNumber}, photo ${version}-${position}.${extensionFor(contentType ?? "")}`;
}
