import { randomUUID } from "node:crypto";
import { Router } from "express";
import type { LocalProduct } from "../shapes.ts";
import { chosenVariant, renderProduct, textFields } from "./products.ts";
import { readForm, type ReadForm } from "./read-form.ts";
import { settled } from "./settled.ts";
import { productDrop, renderPage } from "./theme.ts";
import { rememberCart, visitorOf, type Store } from "./visitor.ts";
import type { CartEntry } from "./carts.ts";

/** The cart: a product page's form is posted to it, photos included, as plain HTML forms do. */
export function cartRoutes(store: Store): Router {
  const router = Router();
  router.get(
    "/cart",
    settled(async (request, response) => {
      const visitor = visitorOf(store, request);
      response.send(
        await renderPage(store, visitor, request, "cart", {
          page_title: "Your cart",
          lines: visitor.entries.map(cartLineDrop),
          total: cartTotal(visitor.entries),
        }),
      );
    }),
  );
  router.post(
    "/cart/add",
    settled(async (request, response, next) => {
      const visitor = visitorOf(store, request);
      const form = await readForm(store.ctx, request);
      const product = visitor.shop.products.find(({ handle }) => handle === form.fields.get("product"));
      if (!product) return void next();
      const variant = chosenVariant(product, (name) => form.fields.get(`option:${name}`));
      const complaint = variant ? complaintAbout(product, form) : "Please choose every option.";
      if (!variant || complaint)
        return void response.status(422).send(
          await renderProduct(store, visitor, request, product, {
            complaint,
            chosen: Object.fromEntries(form.fields),
          }),
        );
      const quantity = wholeNumber(form.fields.get("quantity"), 1);
      const token = store.carts.add(visitor.cartToken, {
        productId: product.id,
        variantId: variant.id,
        quantity: Math.max(1, quantity),
        properties: propertiesOf(product, form),
      });
      rememberCart(response, visitor.shop, token);
      response.redirect(303, "/cart");
    }),
  );
  router.post(
    "/cart/change",
    settled(async (request, response) => {
      const { fields } = await readForm(store.ctx, request);
      store.carts.change(
        visitorOf(store, request).cartToken,
        fields.get("line") ?? "",
        wholeNumber(fields.get("quantity"), 0),
      );
      response.redirect(303, "/cart");
    }),
  );
  return router;
}

/** A line of the cart as the templates read it: hidden properties left out, links shown as pictures. */
export function cartLineDrop({ line, product, variant, total }: CartEntry) {
  const properties = line.properties
    .filter(({ name }) => !name.startsWith("_"))
    .map(({ name, value }) => {
      const links = value.match(/https?:\/\/\S+?(?=,?\s|,?$)/g) ?? [];
      return {
        name,
        value,
        files: links.map((link) => ({
          link,
          name: decodeURIComponent(link.split("/").at(-1) ?? ""),
          is_picture: /\.(jpe?g|png|webp|gif|avif)$/i.test(link),
        })),
      };
    });
  return {
    key: line.key,
    quantity: line.quantity,
    total,
    title: product.title,
    variant_title: variant.title === "Default Title" ? null : variant.title,
    url: `/products/${product.handle}`,
    picture: productDrop(product).picture,
    properties,
  };
}

export function cartTotal(entries: CartEntry[]): string {
  return entries.reduce((sum, { total }) => sum + Number(total), 0).toFixed(2);
}

function complaintAbout(product: LocalProduct, form: ReadForm): string | undefined {
  if (form.tooLarge.length > 0) return `${form.tooLarge.join(", ")}: at most 100 MB, please.`;
  const missing = product.photoProperties.filter(
    (name) => !form.files.some(({ field }) => field === `properties[${name}]`),
  );
  return missing.length > 0
    ? `Please add a photo: ${missing.map((name) => name.replace(/^_+/, "")).join(", ")}.`
    : undefined;
}

/** As upload apps write them: all links of one field in one property, and a hidden property of the app's own. */
function propertiesOf(product: LocalProduct, form: ReadForm): { name: string; value: string }[] {
  const texts = [...textFields(product).map(({ name }) => name), "Note"].map((name) => ({
    name,
    value: (form.fields.get(`properties[${name}]`) ?? "").trim(),
  }));
  const photos = product.photoProperties.map((name) => ({
    name,
    value: form.files
      .filter(({ field }) => field === `properties[${name}]`)
      .map(({ link }) => link)
      .join(",\n"),
  }));
  const hidden = form.files.length > 0 ? [{ name: "_upload_session", value: randomUUID() }] : [];
  return [...photos, ...texts, ...hidden].filter(({ value }) => value !== "");
}

function wholeNumber(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) ? Math.min(Math.max(number, 0), 999) : otherwise;
}
