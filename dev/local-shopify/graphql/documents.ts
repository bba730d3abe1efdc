import { parse, validate, type DocumentNode, type GraphQLError, type GraphQLSchema } from "graphql";

type Read = { document: DocumentNode; mistakes: readonly GraphQLError[] };

const read = new WeakMap<GraphQLSchema, Map<string, Read>>();

/** A request's document with the mistakes that the schema finds in it; throws on one that is no GraphQL. An app asks the same few again and again: each is read once. */
export function readDocument(schema: GraphQLSchema, source: string): Read {
  const known = read.get(schema) ?? new Map<string, Read>();
  read.set(schema, known);
  const before = known.get(source);
  if (before) return before;
  const document = parse(source);
  const now = { document, mistakes: validate(schema, document) };
  known.set(source, now);
  return now;
}
