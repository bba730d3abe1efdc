/** A GraphQL operation as text, carrying the types that `dev/generate-graphql-types.ts` read from Shopify's schema. */
export type Operation<Result, Variables> = string & { readonly types?: (variables: Variables) => Result };

/** Marks a text as an operation of the Admin API with its types. */
export function operation<Result, Variables>(text: string): Operation<Result, Variables> {
  return text as Operation<Result, Variables>;
}

/** Whoever can run an operation for one shop; throws when Shopify does not answer. */
export type Admin = {
  run<Result, Variables>(operation: Operation<Result, Variables>, variables: Variables): Promise<Result>;
};

/** The number at the end of a global id: `gid://shopify/Order/1` → `1`. */
export function numberOf(gid: string): string {
  return gid.split("/").at(-1)?.split("?")[0] ?? gid;
}

/** The global id of a numbered thing: `Order`, `1` → `gid://shopify/Order/1`. */
export function gidOf(type: string, number: string): string {
  return `gid://shopify/${type}/${number}`;
}
