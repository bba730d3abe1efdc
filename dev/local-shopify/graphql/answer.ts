import {
  execute,
  getOperationAST,
  GraphQLError,
  isAbstractType,
  getNamedType,
  type GraphQLFieldResolver,
} from "graphql";
import type { LocalContext } from "../context.ts";
import type { LocalShop, LocalToken } from "../shapes.ts";
import { requireAccess, requireTypeAccess } from "./access.ts";
import { drainBucket, refundPoints, takePoints, throttleStatus } from "./bucket.ts";
import { orderNode } from "./order-nodes.ts";
import { notImplemented, type Call, type Node } from "./call.ts";
import { queryCost } from "./cost.ts";
import { readDocument } from "./documents.ts";
import { rootOf } from "./root.ts";
import { adminSchema } from "./schema.ts";
import { inShopifysWords } from "./validation-words.ts";

type Answer = { data?: unknown; errors?: unknown; extensions?: Record<string, unknown> };
const maxCost = 1_000;

/** Answers one GraphQL request as the Admin API does: validated against the real schema, costed, throttled, then executed over the state. */
export async function answerGraphql(
  ctx: LocalContext,
  shop: LocalShop,
  token: LocalToken,
  body: Record<string, unknown>,
  options: { isThrottled: boolean },
): Promise<Answer> {
  ctx.graphqlCalls += 1;
  const admin = adminSchema(ctx.registration.apiVersion);
  const call: Call = { ctx, shop, token, admin, orderNode };
  const source = typeof body.query === "string" ? body.query : "";
  const variables = (body.variables ?? {}) as Record<string, unknown>;
  let read;
  try {
    read = readDocument(admin.schema, source);
  } catch (fault) {
    return {
      errors: [
        { message: fault instanceof GraphQLError ? fault.message : "syntax error", extensions: { code: "parseError" } },
      ],
    };
  }
  const { document, mistakes } = read;
  if (mistakes.length > 0) return { errors: mistakes.map(inShopifysWords) };
  const operation = getOperationAST(document, typeof body.operationName === "string" ? body.operationName : null);
  if (!operation) return { errors: [{ message: "An operation name is required" }] };
  const requestedQueryCost = queryCost(admin.schema, document, operation, variables);
  if (requestedQueryCost > maxCost) return { errors: [tooExpensive(requestedQueryCost)] };
  if (options.isThrottled) drainBucket(ctx, shop.domain);
  const cost = (actualQueryCost: number | null) => ({
    cost: { requestedQueryCost, actualQueryCost, throttleStatus: throttleStatus(ctx, shop.domain) },
  });
  if (!takePoints(ctx, shop.domain, requestedQueryCost)) return { errors: [throttled], extensions: cost(null) };
  const result = await execute({
    schema: admin.schema,
    document,
    operationName: operation.name?.value,
    variableValues: variables,
    rootValue: rootOf(call),
    contextValue: call,
    fieldResolver: resolveField as GraphQLFieldResolver<unknown, unknown>,
  });
  const actual = queryCost(admin.schema, document, operation, variables, result.data ?? null);
  refundPoints(ctx, shop.domain, Math.max(0, requestedQueryCost - actual));
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map(inShopifysWords) } : {}),
    extensions: cost(actual),
  };
}

const resolveField: GraphQLFieldResolver<Node, Call> = (source, args, call, info) => {
  requireAccess(call, info.parentType.name, info.fieldName, info.returnType);
  const field = source[info.fieldName];
  if (field === undefined) throw notImplemented(`field ${info.parentType.name}.${info.fieldName}`);
  const value: unknown = typeof field === "function" ? (field as (args: unknown) => unknown)(args) : field;
  if (isAbstractType(getNamedType(info.returnType))) {
    for (const one of [value].flat()) if (one) requireTypeAccess(call, info.fieldName, (one as Node).__typename);
  }
  return value;
};

const throttled = {
  message: "Throttled",
  extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
};

function tooExpensive(cost: number) {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${maxCost}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations should be used instead.\nSee https://shopify.dev/api/usage/bulk-operations/queries for usage details.\n`,
    extensions: {
      code: "MAX_COST_EXCEEDED",
      cost,
      maxCost,
      documentation: "https://shopify.dev/api/usage/rate-limits",
    },
  };
}
