import { Router, type Request } from "express";
import type { LocalProduct, LocalVariant } from "../shapes.ts";
import { productPicture } from "./product-picture.ts";
import { settled } from "./settled.ts";
import { productDrop, renderPage } from "./theme.ts";
import { visitorOf, type Store, type Visitor } from "./visitor.ts";

/** Home page, list of products, and a page for each product. */
export function productRoutes(store: Store): Router {
  const router = Router();
  router.get(
    "/",
    settled(async (request, response) => {
      response.send(await renderPage(store, visitorOf(store, request), request, "index"));
    }),
  );
  router.get(
    "/collections/all",
    settled(async (request, response) => {
      response.send(
        await renderPage(store, visitorOf(store, request), request, "collection", { page_title: "All products" }),
      );
    }),
  );
  router.get("/pictures/:handle.svg", (request, response, next) => {
    const product = visitorOf(store, request).shop.products.find(({ handle }) => handle === request.params.handle);
    if (!product) return void next();
    response.set("cache-control", "max-age=3600").type("svg").send(productPicture(product));
  });
  router.get(
    "/products/:handle",
    settled(async (request, response, next) => {
      const visitor = visitorOf(store, request);
      const product = visitor.shop.products.find(({ handle }) => handle === request.params.handle);
      if (!product) return void next();
      response.send(await renderProduct(store, visitor, request, product, {}));
    }),
  );
  return router;
}

/** A product's page; `chosen` puts back what the visitor had filled in, `complaint` says what is missing. */
export function renderProduct(
  store: Store,
  visitor: Visitor,
  request: Request,
  product: LocalProduct,
  { chosen, complaint }: { chosen?: Record<string, string>; complaint?: string },
): Promise<string> {
  const variants = product.variants.map(({ id, price, options }) => ({
    id,
    price,
    options: options.map(({ value }) => value),
  }));
  return renderPage(store, visitor, request, "product", {
    page_title: product.title,
    product: productDrop(product),
    complaint,
    chosen: chosen ?? {},
    photo_fields: product.photoProperties.map((name) => ({ name, label: name.replace(/^_+/, "") })),
    text_fields: textFields(product),
    variants_json: JSON.stringify(variants).replaceAll("<", "\\u003c"),
  });
}

/** The fields of a product that are not photos, as the shop's customiser would offer them. */
export function textFields({ tags }: LocalProduct): { name: string; hint: string }[] {
  return [
    ...(tags.includes("no-photo")
      ? [
          { name: "Place", hint: "Lisbon, Portugal" },
          { name: "Date", hint: "14 February 2019, 21:30" },
        ]
      : []),
    ...(tags.includes("engraved") ? [{ name: "Engraving", hint: "Up to 20 letters" }] : []),
    ...(tags.includes("pet") ? [{ name: "Pet's name", hint: "As it should stand under the picture" }] : []),
  ];
}

/** The variant with these option values; a product without choices has one only. */
export function chosenVariant(
  product: LocalProduct,
  values: (name: string) => string | undefined,
): LocalVariant | undefined {
  if (product.variants.length === 1) return product.variants[0];
  return product.variants.find(({ options }) => options.every(({ name, value }) => values(name) === value));
}
