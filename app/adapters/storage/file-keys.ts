/** The key under which a photo of an order is stored once its link was asked: it follows from the photo, so that a second run writes over the first one's file. */
export function fetchedPhotoKey(shopId: string, photoId: string): string {
  return `${shopId}/photo/${photoId}`;
}

/** The keys of the pictures that are made of a photo or an artfile; they follow from it too. */
export function renditionKeys(
  shopId: string,
  kind: "photo" | "artfile",
  id: string,
): Record<"thumbKey" | "middleKey" | "screenKey", string> {
  const keyOf = (size: string) => `${shopId}/${size}/${kind}-${id}`;
  return { thumbKey: keyOf("thumbnail"), middleKey: keyOf("middle"), screenKey: keyOf("screen") };
}
