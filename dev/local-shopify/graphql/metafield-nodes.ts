import { createHash } from "node:crypto";
import type { LocalMetafield } from "../shapes.ts";
import { gid, time, type Call, type Node } from "./call.ts";
import { connection, inOrder, type PageArgs } from "./connection.ts";

type Owner = { metafields: LocalMetafield[] };

/** `$app` and a missing namespace mean the app's own reserved one. */
export function realNamespace(namespace: string | null): string {
  const own = "app--1";
  if (namespace === null || namespace === "$app") return own;
  return namespace.startsWith("$app:") ? `${own}--${namespace.slice(5)}` : namespace;
}

export function metafieldNode(call: Call, owner: Owner, namespace: string | null, key: string): Node | null {
  const found = owner.metafields.find((one) => one.namespace === realNamespace(namespace) && one.key === key);
  return found ? nodeOf(found) : null;
}

export function metafieldConnection(_call: Call, owner: Owner, args: PageArgs & { namespace?: string | null }): Node {
  const found = owner.metafields.filter(
    ({ namespace }) => args.namespace == null || namespace === realNamespace(args.namespace),
  );
  return connection("Metafield", found, args, inOrder, nodeOf);
}

/** Changes whenever the value does. */
export function compareDigest({ value }: LocalMetafield): string {
  return createHash("sha256").update(value).digest("hex");
}

export function nodeOf(metafield: LocalMetafield): Node {
  return {
    __typename: "Metafield",
    id: gid("Metafield", metafield.id),
    legacyResourceId: String(metafield.id),
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    jsonValue: metafield.type === "json" ? (JSON.parse(metafield.value) as unknown) : metafield.value,
    sizeInBytes: Buffer.byteLength(metafield.value),
    compareDigest: compareDigest(metafield),
    createdAt: time(metafield.createdAt),
    updatedAt: time(metafield.updatedAt),
    description: null,
    definition: null,
  };
}
