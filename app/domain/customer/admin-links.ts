/**
 * Where a manager takes the store's password off: Online Store > Preferences. Addresses of Shopify's admin in the form that App Bridge
 * opens around the app (Shopify, "App Bridge: Navigation").
 */
export const STORE_PREFERENCES = "shopify://admin/online_store/preferences";

/** Where a merchant renames the app proxy's path, among other things of the app. */
export const APP_SETTINGS = "shopify://admin/settings/apps";

const BLOCK_HANDLE = "artwork-status";

/**
 * Opens the theme editor on a template with the app's block already added, to be looked at and saved (Shopify, "Configure theme app
 * extensions: deep linking": the app's client id and the file name of the block). The block stands on the home page unless another template is named.
 */
export function themeBlockLink(apiKey: string, template = "index"): string {
  const query = new URLSearchParams({ template, addAppBlockId: `${apiKey}/${BLOCK_HANDLE}`, target: "newAppsSection" });
  return `shopify://admin/themes/current/editor?${query}`;
}
