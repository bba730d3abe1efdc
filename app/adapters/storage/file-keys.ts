/** A photo or an artfile, and when its file was last deleted because its time was over. */
type KeyedFile = { id: string; deletedAt: Date | null };

/**
 * The key under which a photo of an order is stored once its link was asked: it follows from the photo, so that a second run writes over the first one's
 * file. One that is had again after its time was over has another key: what is still to be deleted of the former file would take the new one along.
 */
export function fetchedPhotoKey(shopId: string, photo: KeyedFile): string {
  return `${shopId}/photo/${ownName(photo)}`;
}

/** The keys of the pictures that are made of a photo, an artfile or a picture of the shop's own; they follow from it in the same way. */
export function renditionKeys(
  shopId: string,
  kind: "photo" | "artfile" | "picture",
  file: KeyedFile,
): Record<"thumbKey" | "middleKey" | "screenKey", string> {
  const keyOf = (size: string) => `${shopId}/${size}/${kind}-${ownName(file)}`;
  return { thumbKey: keyOf("thumbnail"), middleKey: keyOf("middle"), screenKey: keyOf("screen") };
}

function ownName({ id, deletedAt }: KeyedFile): string {
  return deletedAt === null ? id : `${id}-${deletedAt.getTime().toString(36)}`;
}
