// Shopify's page of an order tells as much as the app's own: the newest picture that may be seen, the step's name, what is overdue.
import { expect, test } from "vitest";
import { orderBlock } from "./order-block.ts";
import type { OrderItem, OrderPage } from "./order-page.ts";

type Card = Partial<OrderItem["card"]>;
const file = (version: number, thumb: string | null) => ({ version, thumb });

function shown(card: Card, isOverdue = false) {
  const whole = { itemNumber: 2, productTitle: "Portrait", variantTitle: "Full", step: "artwork", ...card };
  const item = {
    card: { photos: [], artfiles: [], ...whole },
    standing: "Ana draws it.",
    isOverdue,
  } as unknown as OrderItem;
  const page = { orderId: "abc", orderName: "#1001", items: [item] } as unknown as OrderPage;
  return orderBlock(page, "https://proofline.test");
}

test("an item is told by its number, product, the name of its step, why it is there, and whether it is overdue", () => {
  expect(shown({}, true)).toEqual({
    orderName: "#1001",
    path: "app/orders/abc",
    items: [
      {
        number: 2,
        product: "Portrait, Full",
        step: "Artfile Production",
        standing: "Ana draws it.",
        isOverdue: true,
        picture: null,
      },
    ],
  });
  expect(shown({ variantTitle: null }).items[0]).toMatchObject({ product: "Portrait", isOverdue: false });
});

test("its picture is the newest artfile's, else the newest photo's, of those that this member may see", () => {
  const photos = [file(1, "/files/p1"), file(2, "/files/p2")] as never;
  const pictureOf = (card: Card) => shown(card).items[0]!.picture;
  expect(pictureOf({ photos })).toBe("https://proofline.test/files/p2");
  expect(pictureOf({ photos, artfiles: [file(1, "/files/a1"), file(2, "/files/a2")] as never })).toContain("/files/a2");
  expect(pictureOf({ photos, artfiles: [file(1, null)] as never })).toContain("/files/p2");
});
