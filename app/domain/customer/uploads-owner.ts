/** Whose the uploads of an order's customer are: whoever has the order's link, and nobody of the shop. */
export function uploadsOwnerOf({ shopId, orderId }: { shopId: string; orderId: string }): string {
  return `order/${shopId}/${orderId}`;
}
