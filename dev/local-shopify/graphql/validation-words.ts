import type { GraphQLError } from "graphql";

/** Shopify runs graphql-ruby: the same mistakes under other words and codes. */
const words: {
  theirs: RegExp;
  ours: (...found: string[]) => { message: string; code: string; more?: Record<string, string> };
}[] = [
  {
    theirs: /^Cannot query field "(\w+)" on type "(\w+)"/,
    ours: (field = "", type = "") => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      code: "undefinedField",
      more: { typeName: type, fieldName: field },
    }),
  },
  {
    theirs: /^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/,
    ours: (argument = "", type = "", field = "") => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      code: "argumentNotAccepted",
      more: { name: field, typeName: type, argumentName: argument },
    }),
  },
  {
    theirs: /^Variable "\$(\w+)" (?:of required type "([^"]+)" was not provided|got invalid value)/,
    ours: (name = "", type = "its type") => ({
      message: `Variable $${name} of type ${type} was provided invalid value`,
      code: "INVALID_VARIABLE",
    }),
  },
];

/** One error as the Admin API words it; an error of execution keeps its own code. */
export function inShopifysWords(error: GraphQLError): Record<string, unknown> {
  for (const { theirs, ours } of words) {
    const match = theirs.exec(error.message);
    if (!match) continue;
    const { message, code, more } = ours(...match.slice(1));
    return { message, locations: error.locations, extensions: { code, ...more } };
  }
  return {
    message: error.message,
    locations: error.locations,
    ...(error.path ? { path: error.path } : {}),
    extensions: error.extensions,
  };
}
