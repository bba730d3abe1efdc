import { ShopifyRefused } from "./faults.ts";
import type { Admin } from "./operation.ts";
import { WRITE_PAGE_PATH } from "./page-path-operations.ts";
import { INSTALLATION } from "./queries.ts";

/**
 * The metafield that tells the theme's block where our pages are: `app.metafields.storefront.page_path` in its Liquid. It belongs to
 * the installation (Shopify, "App-data metafields"): no scope, nobody else can write it, and it goes with an uninstall.
 */
const PAGE_PATH_METAFIELD = { namespace: "storefront", key: "page_path", type: "single_line_text_field" } as const;

/** Tells the theme's block below which path our pages stand; throws `ShopifyRefused` with Shopify's sentence when it is not taken. */
export async function writePagePath(admin: Admin, path: string): Promise<void> {
  const { currentAppInstallation } = await admin.run(INSTALLATION, {});
  const { metafieldsSet } = await admin.run(WRITE_PAGE_PATH, {
    metafields: [{ ...PAGE_PATH_METAFIELD, ownerId: currentAppInstallation.id, value: path }],
  });
  const refused = metafieldsSet?.userErrors ?? [];
  if (refused.length > 0) throw new ShopifyRefused(refused.map(({ message }) => message).join(" "), []);
}
