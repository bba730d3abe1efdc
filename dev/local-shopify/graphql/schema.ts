import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { CUSTOMER_FIELDS, type CustomerField } from "../customer-data.ts";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

export type AdminSchema = {
  schema: GraphQLSchema;
  /** Shopify's sentence on the access a type or a field wants, such as "`read_orders` access scope."; null for none. */
  typeAccess(type: string): string | null;
  fieldAccess(type: string, field: string): string | null;
  /** Which field of protected customer data this is; null for none. */
  protectedField(type: string, field: string): CustomerField | null;
};
type RawField = { name: string; requiredAccess?: string | null; protectedContent?: string | null };
type RawType = { name: string; requiredAccess?: string | null; fields?: RawField[] | null };

const loaded = new Map<string, AdminSchema>();

/** Shopify's real Admin schema of one version, as the package @shopify/dev-mcp ships it; built once per process, in about half a second. */
export function adminSchema(version: string): AdminSchema {
  const known = loaded.get(version) ?? load(version);
  loaded.set(version, known);
  return known;
}

function load(version: string): AdminSchema {
  const file = new URL(`../../../node_modules/@shopify/dev-mcp/dist/data/admin_${version}.json.gz`, import.meta.url);
  const { data } = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as { data: IntrospectionQuery };
  const types = new Map((data.__schema.types as unknown as RawType[]).map((type) => [type.name, type]));
  const fieldIn = (type: string, field: string) => types.get(type)?.fields?.find(({ name }) => name === field);
  return {
    schema: buildClientSchema({ __schema: data.__schema }, { assumeValid: true }),
    typeAccess: (type) => types.get(type)?.requiredAccess ?? null,
    fieldAccess: (type, field) => fieldIn(type, field)?.requiredAccess ?? null,
    protectedField: (type, field) =>
      CUSTOMER_FIELDS.find((one) => one === fieldIn(type, field)?.protectedContent) ?? null,
  };
}
