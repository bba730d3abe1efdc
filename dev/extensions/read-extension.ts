import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import toml from "toml";
import { z } from "zod";

const EXTENSIONS = join(import.meta.dirname, "../../extensions");

/** What Shopify CLI takes in `shopify.extension.toml` of a UI extension, as far as this app may write it: anything else is a slip. */
const uiExtensions = z.strictObject({
  api_version: z.string().regex(/^20\d\d-(01|04|07|10)$/),
  extensions: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(50),
        description: z.string().optional(),
        // At most thirty characters, and the same for the life of the extension.
        handle: z
          .string()
          .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
          .max(30),
        uid: z.string().optional(),
        type: z.literal("ui_extension"),
        capabilities: z.strictObject({ network_access: z.boolean(), api_access: z.boolean() }).partial().optional(),
        targeting: z.array(z.strictObject({ target: z.string(), module: z.string().startsWith("./") })).min(1),
      }),
    )
    .length(1),
});
const themeExtension = z.strictObject({ name: z.string(), handle: z.string(), type: z.literal("theme") });

/** All extensions of the app. */
export function readExtensions(): RegisteredExtension[] {
  return readdirSync(EXTENSIONS).map((name) => readExtension(join(EXTENSIONS, name)));
}

/** An extension as its toml registers it; `folder` is where it lies. A theme extension has no targets. */
export type RegisteredExtension = {
  folder: string;
  handle: string;
  type: "ui_extension" | "theme";
  apiVersion: string | null;
  networkAccess: boolean;
  targets: { target: string; module: string }[];
};

/** Reads an extension's toml; throws with what is wrong in it. */
export function readExtension(folder: string): RegisteredExtension {
  const read: unknown = toml.parse(readFileSync(join(folder, "shopify.extension.toml"), "utf8"));
  if (typeof read === "object" && read !== null && "type" in read) {
    const { handle, type } = themeExtension.parse(read);
    return { folder, handle, type, apiVersion: null, networkAccess: false, targets: [] };
  }
  const { api_version: apiVersion, extensions } = uiExtensions.parse(read);
  const { handle, type, capabilities, targeting } = extensions[0]!;
  return {
    folder,
    handle,
    type,
    apiVersion,
    networkAccess: capabilities?.network_access ?? false,
    targets: targeting,
  };
}
