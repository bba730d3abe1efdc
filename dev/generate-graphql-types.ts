import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse, printSchema } from "graphql";
import { writeFileSync } from "node:fs";
import { adminSchema } from "./admin-schema.ts";
import { adminOperations } from "./admin-operations.ts";

const target = "app/adapters/shopify/graphql-types.ts";
const schema = adminSchema();
const text = await codegen({
  filename: target,
  schema: parse(printSchema(schema)),
  schemaAst: schema,
  documents: adminOperations().map(({ name, text: source }) => ({ location: name, document: parse(source) })),
  plugins: [{ operations: {} }],
  pluginMap: { operations },
  config: {
    skipTypename: true,
    enumsAsTypes: true,
    enumType: "string-literal",
    useTypeImports: true,
    immutableTypes: false,
    scalars: { ID: "string", DateTime: "string", URL: "string", UnsignedInt64: "string" },
  },
});
writeFileSync(
  target,
  `// Made by dev/generate-graphql-types.ts from Shopify's Admin schema 2026-10; not written by hand.\n${text.trim()}\n`,
);
console.log(`${target}: ${text.length} characters`);
