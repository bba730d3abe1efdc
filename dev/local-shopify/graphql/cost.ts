import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** Points: an object 1, a scalar 0, a connection 2 and its nodes, a mutation at least 10 (https://shopify.dev/docs/api/usage/limits). */
const connectionPoints = 2;
const mutationPoints = 10;
const defaultPageSize = 50;

type Walk = {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
};
type Answered = Record<string, unknown> | null | undefined;

/** What an operation may cost at most; with `answered` (its data) what it did cost. Approximates Shopify, which does not publish its table. */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  answered?: Answered,
): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const points = selectionCost({ schema, fragments, variables }, operation.selectionSet, root, answered);
  return Math.ceil(
    operation.operation === "mutation"
      ? Math.max(mutationPoints * operation.selectionSet.selections.length, points)
      : points,
  );
}

/** Shopify scales long pages down: 10 cost 10, 250 about 31. */
function pagePoints(size: number): number {
  return size <= 10 ? size : 10 + 15 * Math.log10(size / 10);
}

/** `answered` undefined: nothing is known, the most is assumed; null: the object was absent. */
function selectionCost(
  walk: Walk,
  set: SelectionSetNode | undefined,
  type: GraphQLCompositeType,
  answered: Answered,
): number {
  let points = 0;
  let mostOfOneKind = 0;
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      points += fieldCost(walk, selection, type, answered);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition ? walk.schema.getType(fragment.typeCondition.name.value) : type;
    if (!fragment || !isCompositeType(condition)) continue;
    const part = selectionCost(walk, fragment.selectionSet, condition, answered);
    if (isInterfaceType(type) || isUnionType(type)) mostOfOneKind = Math.max(mostOfOneKind, part);
    else points += part;
  }
  return points + mostOfOneKind;
}

function fieldCost(walk: Walk, field: FieldNode, type: GraphQLCompositeType, answered: Answered): number {
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
  const returned = definition && getNamedType(definition.type);
  if (!definition || !isCompositeType(returned) || returned.name === "PageInfo" || answered === null) return 0;
  const value = answered?.[field.alias?.value ?? field.name.value] as Answered | Answered[];
  if (answered !== undefined && value == null) return 0;
  if (returned.name.endsWith("Connection")) return connectionCost(walk, field, returned, value as Answered);
  const children = Array.isArray(value)
    ? Math.max(0, ...value.map((one) => selectionCost(walk, field.selectionSet, returned, one)))
    : selectionCost(walk, field.selectionSet, returned, value);
  // Each of the objects that are asked for by their ids costs as much as one alone.
  const many = isObjectType(type) && type.name === "QueryRoot" && field.name.value === "nodes" ? idsOf(walk, field) : 1;
  return /(User)?Errors?$/.test(field.name.value) ? 0 : many * (1 + children);
}

function connectionCost(walk: Walk, field: FieldNode, type: GraphQLCompositeType, answered: Answered): number {
  if (!isObjectType(type)) return 0;
  const list = field.selectionSet?.selections.find(
    (part) => part.kind === Kind.FIELD && (part.name.value === "nodes" || part.name.value === "edges"),
  );
  if (list?.kind !== Kind.FIELD) return connectionPoints;
  const isEdges = list.name.value === "edges";
  const element = getNamedType(type.getFields()[list.name.value]!.type);
  if (!isCompositeType(element)) return connectionPoints;
  const costOf = (one: Answered) =>
    isEdges
      ? selectionCost(walk, list.selectionSet, element, one)
      : 1 + selectionCost(walk, list.selectionSet, element, one);
  const found = answered?.[list.alias?.value ?? list.name.value] as Answered[] | undefined;
  if (found === undefined) return connectionPoints + pagePoints(askedFor(walk, field)) * costOf(undefined);
  const total = found.reduce((sum, one) => sum + costOf(one), 0);
  return connectionPoints + (found.length === 0 ? 0 : (pagePoints(found.length) / found.length) * total);
}

function idsOf(walk: Walk, field: FieldNode): number {
  const ids = field.arguments?.find(({ name }) => name.value === "ids")?.value;
  if (ids?.kind === Kind.LIST) return ids.values.length;
  const value = ids?.kind === Kind.VARIABLE ? walk.variables[ids.name.value] : null;
  return Array.isArray(value) ? value.length : 1;
}

function askedFor(walk: Walk, field: FieldNode): number {
  const argument = field.arguments?.find(({ name }) => name.value === "first" || name.value === "last");
  const value =
    argument &&
    (argument.value.kind === Kind.VARIABLE
      ? walk.variables[argument.value.name.value]
      : valueFromAST(argument.value, walk.schema.getType("Int") as never));
  return typeof value === "number" ? value : defaultPageSize;
}
