import type { LocalMetafield } from "../shapes.ts";
import { orderChanged } from "../orders/order-changed.ts";
import { requireScope } from "./access.ts";
import { gid, notImplemented, parseGid, userErrors, type Call, type Node, type UserError } from "./call.ts";
import { compareDigest, nodeOf, realNamespace } from "./metafield-nodes.ts";
import { visibleOrders } from "./order-nodes.ts";

type Wanted = {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
};

const isValid: Record<string, (value: string) => boolean> = {
  single_line_text_field: (value) => !/[\r\n]/.test(value),
  multi_line_text_field: () => true,
  json: isJson,
  number_integer: (value) => /^-?\d{1,16}$/.test(value),
  boolean: (value) => value === "true" || value === "false",
  url: (value) => /^(https?|mailto|sms|tel):/.test(value),
  date_time: (value) => !Number.isNaN(Date.parse(value)),
};

/** Sets up to 25 metafields of orders, of the shop or of the app's installation, all or none. An order whose metafields are set has changed: orders/updated follows. */
export function setMetafields(call: Call, wanted: Wanted[]): Node {
  const refuse = (...errors: UserError[]): Node => ({
    __typename: "MetafieldsSetPayload",
    metafields: null,
    userErrors: userErrors("MetafieldsSetUserError", ...errors),
  });
  if (wanted.length > 25)
    return refuse({
      field: ["metafields"],
      message: "Exceeded the maximum metafields input limit of 25.",
      code: "LESS_THAN_OR_EQUAL_TO",
      elementIndex: null,
    });
  const errors = wanted.flatMap((one, index) => mistakesIn(call, one, index));
  if (errors.length > 0) return refuse(...errors);
  const now = new Date(call.ctx.now()).toISOString();
  const set = wanted.map((one) => {
    const owner = ownerOf(call, one.ownerId)!;
    const known = existing(owner, one);
    if (known) return Object.assign(known, { value: one.value, type: one.type ?? known.type, updatedAt: now });
    const added = {
      id: call.ctx.state.nextId(),
      namespace: realNamespace(one.namespace ?? null),
      key: one.key,
      type: one.type ?? definitionOf(call, one)!.type,
      value: one.value,
      createdAt: now,
      updatedAt: now,
    };
    owner.push(added);
    return added;
  });
  call.ctx.state.save();
  const owners = new Set(wanted.map(({ ownerId }) => ownerId));
  for (const order of visibleOrders(call).filter(({ id }) => owners.has(gid("Order", id))))
    orderChanged(call.ctx, call.shop, order);
  return { __typename: "MetafieldsSetPayload", metafields: set.map(nodeOf), userErrors: [] };
}

/** Deletes metafields of orders or of the shop; one that is not there is answered with null, and is no mistake. */
export function deleteMetafields(call: Call, wanted: { ownerId: string; namespace: string; key: string }[]): Node {
  const isLost = ({ ownerId }: { ownerId: string }) => !ownerOf(call, ownerId);
  const lost = wanted.findIndex(isLost);
  if (lost >= 0)
    return {
      __typename: "MetafieldsDeletePayload",
      deletedMetafields: null,
      userErrors: userErrors("UserError", {
        field: ["metafields", String(lost), "ownerId"],
        message: "Owner does not exist.",
      }),
    };
  const deleted = wanted.map((one) => {
    const owner = ownerOf(call, one.ownerId)!;
    const at = owner.findIndex(({ namespace, key }) => namespace === realNamespace(one.namespace) && key === one.key);
    if (at < 0) return null;
    owner.splice(at, 1);
    return { __typename: "MetafieldIdentifier", ...one };
  });
  call.ctx.state.save();
  return { __typename: "MetafieldsDeletePayload", deletedMetafields: deleted, userErrors: [] };
}

function mistakesIn(call: Call, wanted: Wanted, index: number): UserError[] {
  const at = (field: string) => ["metafields", String(index), field];
  const owner = ownerOf(call, wanted.ownerId);
  if (!owner) return [{ field: at("ownerId"), message: "Owner does not exist.", code: "INVALID", elementIndex: null }];
  const known = existing(owner, wanted);
  const defined = definitionOf(call, wanted);
  const type = wanted.type ?? known?.type ?? defined?.type;
  if (defined && type !== defined.type) {
    const message = `Type must be consistent with the definition's type: '${defined.type}'.`;
    return [{ field: at("type"), message, code: "INVALID_TYPE", elementIndex: null }];
  }
  if (!type) return [{ field: at("type"), message: "Type can't be blank", code: "BLANK", elementIndex: null }];
  const valid = isValid[type];
  if (!valid) throw notImplemented(`metafields of type ${type}`);
  if (wanted.value === "")
    return [{ field: at("value"), message: "Value can't be blank.", code: "BLANK", elementIndex: null }];
  if (!valid(wanted.value))
    return [
      {
        field: at("value"),
        message: `Value is invalid for type '${type}'.`,
        code: "INVALID_VALUE",
        elementIndex: null,
      },
    ];
  if (!/^[\w-]{2,64}$/.test(wanted.key))
    return [
      {
        field: at("key"),
        message: "Key is too short (minimum is 2 characters)",
        code: "TOO_SHORT",
        elementIndex: null,
      },
    ];
  if (wanted.compareDigest != null && wanted.compareDigest !== (known ? compareDigest(known) : null)) {
    return [
      {
        field: at("compareDigest"),
        message: "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
        code: "STALE_OBJECT",
        elementIndex: null,
      },
    ];
  }
  return [];
}

function definitionOf(call: Call, { ownerId, namespace, key }: Wanted) {
  const owner = parseGid(ownerId).type.toLowerCase();
  return call.ctx.registration.metafields.find(
    (one) =>
      one.owner === owner && one.key === key && realNamespace(one.namespace) === realNamespace(namespace ?? null),
  );
}

function existing(owner: LocalMetafield[], { namespace, key }: Wanted): LocalMetafield | undefined {
  return owner.find((one) => one.namespace === realNamespace(namespace ?? null) && one.key === key);
}

/** Writing a metafield wants the same scope as writing its owner. */
function ownerOf(call: Call, ownerId: string): LocalMetafield[] | undefined {
  const { type, id } = parseGid(ownerId);
  if (type === "Order") {
    requireScope(call, "metafieldsSet", "write_orders");
    return visibleOrders(call).find((order) => order.id === id)?.metafields;
  }
  if (type === "Shop") return id === call.shop.id ? call.shop.metafields : undefined;
  // An app's own data about its installation: no scope, and nobody else reads or writes it.
  if (type === "AppInstallation")
    return id === (call.shop.installationId ?? call.shop.id) ? (call.shop.appMetafields ??= []) : undefined;
  throw notImplemented(`metafields of a ${type}`);
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
