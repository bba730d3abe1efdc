import { readExtensions, type RegisteredExtension } from "../../extensions/read-extension.ts";
import type { LocalContext } from "../context.ts";
import type { LocalShop } from "../shapes.ts";

/**
 * The answer of App Bridge's `shopify.app.extensions()`
 * (https://shopify.dev/docs/api/app-home/apis/authentication-and-data/app-api): UI extensions with their targets, theme extensions with
 * their blocks in the published theme.
 */
export function placedExtensions(shop: Pick<LocalShop, "blocksOff">): object[] {
  return readExtensions().map((extension) => ({
    handle: extension.handle,
    type: extension.type === "theme" ? "theme_app_extension" : "ui_extension",
    activations: extension.type === "theme" ? [themeBlock(shop)] : placedTargets(shop, extension),
  }));
}

/** The targets of a UI extension at which the merchant has placed it. */
export function placedTargets(
  { blocksOff = [] }: Pick<LocalShop, "blocksOff">,
  { targets }: RegisteredExtension,
): { target: string }[] {
  return targets.filter(({ target }) => !blocksOff.includes(target)).map(({ target }) => ({ target }));
}

/** Takes these blocks away, and places all others; as the merchant does in the editors. */
export function placeBlocks(ctx: LocalContext, shop: LocalShop, off: string[]): void {
  shop.blocksOff = off;
  ctx.state.save();
}

function themeBlock({ blocksOff = [] }: Pick<LocalShop, "blocksOff">): object {
  const isPlaced = !blocksOff.includes("artwork-status");
  return {
    handle: "artwork-status",
    name: "Artwork status",
    target: "section",
    status: isPlaced ? "active" : "available",
    activations: isPlaced
      ? [
          {
            target: "template--account/sections/main/blocks/artwork_status",
            themeId: "gid://shopify/OnlineStoreTheme/1",
          },
        ]
      : [],
  };
}
