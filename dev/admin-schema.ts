import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Shopify's Admin GraphQL schema of 2026-10 as the package `@shopify/dev-mcp` carries it; about a second to build. */
export function adminSchema(): GraphQLSchema {
  const packed = readFileSync(
    new URL("../node_modules/@shopify/dev-mcp/dist/data/admin_2026-10.json.gz", import.meta.url),
  );
  const file = JSON.parse(gunzipSync(packed).toString("utf8")) as {
    data?: IntrospectionQuery;
  } & Partial<IntrospectionQuery>;
  const { __schema } = file.data ?? file;
  if (!__schema) throw new Error("The Admin schema file has no __schema");
  return buildClientSchema({ __schema });
}
