import type { LocalProduct, LocalVariant } from "../shapes.ts";
import { gid, type Call, type Node } from "./call.ts";
import { connection, inOrder, type PageArgs } from "./connection.ts";

export function productNode(call: Call, product: LocalProduct): Node {
  const names = [...new Set(product.variants.flatMap(({ options }) => options.map(({ name }) => name)))];
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    legacyResourceId: String(product.id),
    handle: product.handle,
    title: product.title,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    description: product.description,
    descriptionHtml: `<p>${product.description}</p>`,
    status: "ACTIVE",
    featuredMedia: null,
    isGiftCard: false,
    hasOnlyDefaultVariant: product.variants.length === 1 && product.variants[0]?.title === "Default Title",
    onlineStoreUrl: `https://${call.shop.domain}/products/${product.handle}`,
    options: names.map((name, index) => ({
      __typename: "ProductOption",
      id: gid("ProductOption", product.id + index),
      name,
      position: index + 1,
      values: [
        ...new Set(
          product.variants.flatMap(({ options }) =>
            options.filter((option) => option.name === name).map(({ value }) => value),
          ),
        ),
      ],
    })),
    variants: (args: PageArgs) =>
      connection("ProductVariant", product.variants, args, inOrder, (variant) => variantNode(call, product, variant)),
  };
}

export function variantNode(call: Call, product: LocalProduct, variant: LocalVariant): Node {
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: String(variant.id),
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    price: variant.price,
    position: product.variants.indexOf(variant) + 1,
    taxable: true,
    availableForSale: true,
    image: null,
    selectedOptions: variant.options.map((option) => ({ __typename: "SelectedOption", ...option })),
    product: () => productNode(call, product),
  };
}
