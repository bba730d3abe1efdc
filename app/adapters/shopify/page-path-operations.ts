import { operation } from "./operation.ts";
import type { WritePagePathMutation, WritePagePathMutationVariables } from "./graphql-types.ts";

/** Sets a metafield of the installation, which the theme's block reads as `app.metafields`; may be repeated. */
export const WRITE_PAGE_PATH = operation<WritePagePathMutation, WritePagePathMutationVariables>(`
mutation WritePagePath($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { userErrors { field message } }
}`);
