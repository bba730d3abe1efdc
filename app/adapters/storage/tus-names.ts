import { createHash, randomBytes } from "node:crypto";

/** What the names of an owner's uploads begin with, so that they are found without reading all: first their group's key. */
export function keyOf(owner: string): string {
  return groupKeyOf(owner) + hash(owner);
}

/** What the names of all uploads begin with whose owners differ only in the last part of `a/b/c`: the customers of a shop, or its members. */
export function groupKeyOf(owner: string): string {
  return hash(owner.slice(0, Math.max(0, owner.lastIndexOf("/"))));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

const MIB = 1024 ** 2;
const MOST_MIB = 0xfff;

/** A new name for an upload of this owner's: after the key how long it may become, so that a list of names tells that too, and what tells it apart. */
export function newName(owner: string, bytes: number): string {
  const size = Math.min(Math.ceil(bytes / MIB), MOST_MIB);
  return `${keyOf(owner)}x${size.toString(16).padStart(3, "0")}${randomBytes(6).toString("hex")}`;
}

/** As a regular expression what all such names look like; those of former versions tell no length. */
export const NAMES = "[0-9a-f]{16}(?:[0-9a-f]{16}|x[0-9a-f]{15})";

/** How long the upload of such a name may become, in bytes: whole MiB, none where it does not tell. */
export function bytesOfName(name: string): number {
  const size = /^[0-9a-f]{16}x([0-9a-f]{3})/.exec(name)?.[1];
  return size === undefined ? 0 : Number.parseInt(size, 16) * MIB;
}
