import { operation } from "./operation.ts";
import type {
  OwnInstallationQuery,
  OwnInstallationQueryVariables,
  WritePagePathMutation,
  WritePagePathMutationVariables,
} from "./graphql-types.ts";

/** The app's installation in the shop: the owner of what only the app itself reads and writes. */
export const OWN_INSTALLATION = operation<OwnInstallationQuery, OwnInstallationQueryVariables>(`
query OwnInstallation {
  currentAppInstallation { id }
}`);

/** Sets a metafield of the installation, which the theme's block reads as `app.metafields`; may be repeated. */
export const WRITE_PAGE_PATH = operation<WritePagePathMutation, WritePagePathMutationVariables>(`
mutation WritePagePath($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { userErrors { field message } }
}`);
