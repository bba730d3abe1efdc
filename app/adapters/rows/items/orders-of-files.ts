import { db } from "../../db.ts";

/** The orders of photos and artfiles of a shop, by the files' ids; those that are not there are left out. */
export async function ordersOfFiles(
  shopId: string,
  fileIds: readonly string[],
): Promise<{ id: string; orderId: string }[]> {
  const asked = {
    where: { shopId, id: { in: [...fileIds] } },
    select: { id: true, item: { select: { orderId: true } } },
  };
  const [photos, artfiles] = await Promise.all([db().photo.findMany(asked), db().artfile.findMany(asked)]);
  return [...photos, ...artfiles].map(({ id, item }) => ({ id, orderId: item.orderId }));
}
