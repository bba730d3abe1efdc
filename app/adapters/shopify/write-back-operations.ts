import { operation } from "./operation.ts";
import type {
  ForgetArtworkStateMutation,
  ForgetArtworkStateMutationVariables,
  WriteArtworkStateMutation,
  WriteArtworkStateMutationVariables,
} from "./graphql-types.ts";

/** Replaces the tag that says where the artwork stands, and the metafield that says the same; both may be repeated. */
export const WRITE_ARTWORK_STATE = operation<WriteArtworkStateMutation, WriteArtworkStateMutationVariables>(`
mutation WriteArtworkState($id: ID!, $oldTags: [String!]!, $newTags: [String!]!, $metafields: [MetafieldsSetInput!]!) {
  tagsRemove(id: $id, tags: $oldTags) { userErrors { field message } }
  tagsAdd(id: $id, tags: $newTags) { userErrors { field message } }
  metafieldsSet(metafields: $metafields) { userErrors { field message } }
}`);

/** Takes the tag and the metafield away; may be repeated. */
export const FORGET_ARTWORK_STATE = operation<ForgetArtworkStateMutation, ForgetArtworkStateMutationVariables>(`
mutation ForgetArtworkState($id: ID!, $oldTags: [String!]!, $metafields: [MetafieldIdentifierInput!]!) {
  tagsRemove(id: $id, tags: $oldTags) { userErrors { field message } }
  metafieldsDelete(metafields: $metafields) { userErrors { field message } }
}`);
