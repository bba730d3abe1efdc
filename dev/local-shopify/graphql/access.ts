import { getNamedType, GraphQLError, type GraphQLOutputType } from "graphql";
import { fieldRefusal, isApproved, isProtectedType, typeRefusal } from "../customer-data.ts";
import type { Call } from "./call.ts";
import type { AdminSchema } from "./schema.ts";

/** Throws ACCESS_DENIED, in Shopify's words, when the token lacks what the field or the type it returns wants. */
export function requireAccess(call: Call, type: string, field: string, returns: GraphQLOutputType): void {
  const returned = getNamedType(returns).name.replace(/Connection$/, "");
  for (const sentence of [call.admin.fieldAccess(type, field), call.admin.typeAccess(returned)])
    requireSentence(call, field, sentence);
  requireApproval(call, returned);
  const protectedField = call.admin.protectedField(type, field);
  if (protectedField && !isApproved(call.ctx.faults.customerData, protectedField)) throw denied(fieldRefusal(field));
}

/** The same for a type that only shows when the object is known, such as behind `node(id:)`. */
export function requireTypeAccess(call: Call, field: string, type: string): void {
  requireSentence(call, field, call.admin.typeAccess(type));
  requireApproval(call, type);
}

/** Throws ACCESS_DENIED for `field` unless the token has this scope. */
export function requireScope(call: Call, field: string, scope: string): void {
  requireSentence(call, field, `\`${scope}\` access scope.`);
}

function requireApproval(call: Call, type: string): void {
  if (isProtectedType(type) && !call.ctx.faults.customerData.customerData) throw denied(typeRefusal(type));
}

function denied(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes" },
  });
}

/** Whether any of the scopes named in one of Shopify's sentences is granted; a write scope implies its read scope. */
function allows(granted: string[], sentence: string | null): boolean {
  const [alternatives = ""] = (sentence ?? "").split(" Also: ");
  const wanted = [...alternatives.matchAll(/`((?:read|write)_[a-z_]+)`/g)].map((match) => match[1] ?? "");
  return (
    wanted.length === 0 ||
    wanted.some((scope) => granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_")))
  );
}

function requireSentence(call: Call, field: string, sentence: ReturnType<AdminSchema["typeAccess"]>): void {
  if (allows(call.token.scopes, sentence)) return;
  throw new GraphQLError(`Access denied for ${field} field. Required access: ${sentence}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: sentence,
    },
  });
}
