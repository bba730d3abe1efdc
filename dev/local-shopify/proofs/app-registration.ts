import { existsSync, readFileSync } from "node:fs";

/** What the Partner Dashboard would know of the app. */
export type AppRegistration = {
  apiKey: string;
  apiSecret: string;
  /** The secret before it, while it is not revoked. */
  formerSecret?: string;
  scopes: string[];
  webhookTopics: string[];
  webhookPath: string;
  apiVersion: string;
  appProxy: { path: string; prefix: string; subpath: string };
  /** Of `[{owner}.metafields.{namespace}.{key}]`; the namespace `app` is `$app`, any other one `$app:{namespace}`. */
  metafields: { owner: string; namespace: string; key: string; type: string }[];
};

export const localAppKey = "local-shopify-app-key";
export const localAppSecret = "local-shopify-secret-not-a-secret";
/** The client of the mail service warns about keys that do not begin like this. */
export const localMailKey = "SG.local-shopify-not-a-secret";

/** Reads `shopify.app.toml` as far as Local Shopify needs it; a missing file or key leaves the default. */
export function readRegistration(file: string): Omit<AppRegistration, "apiKey" | "apiSecret" | "formerSecret"> {
  const toml = existsSync(file) ? readFileSync(file, "utf8").replace(/^\s*#.*$/gm, "") : "";
  const topics = [...toml.matchAll(/^\s*(?:compliance_)?topics\s*=\s*\[([^\]]*)\]/gm)].flatMap((match) =>
    strings(match[1] ?? ""),
  );
  const subscription = toml.split(/^\s*\[\[webhooks\.subscriptions\]\]/m)[1] ?? "";
  const proxy = toml.split(/^\s*\[app_proxy\]/m)[1]?.split(/^\s*\[/m)[0] ?? "";
  return {
    scopes: (valueOf(toml, "scopes") ?? "")
      .split(",")
      .map((scope) => scope.trim())
      .filter(Boolean),
    webhookTopics: [...new Set(topics)],
    webhookPath: pathOf(valueOf(subscription, "uri"), "/webhooks"),
    metafields: metafieldsIn(toml),
    apiVersion: valueOf(toml, "api_version") ?? "2026-10",
    appProxy: {
      path: pathOf(valueOf(proxy, "url"), "/proxy"),
      prefix: valueOf(proxy, "prefix") ?? "apps",
      subpath: valueOf(proxy, "subpath") ?? "proofline",
    },
  };
}

function metafieldsIn(toml: string): AppRegistration["metafields"] {
  return toml.split(/^\s*(?=\[)/m).flatMap((section) => {
    const [, owner, namespace, key] = /^\[(\w+)\.metafields\.([\w-]+)\.([\w-]+)\]/.exec(section) ?? [];
    const type = valueOf(section, "type");
    if (!owner || !namespace || !key || !type) return [];
    return [{ owner, namespace: namespace === "app" ? "$app" : `$app:${namespace}`, key, type }];
  });
}

function valueOf(toml: string, key: string): string | undefined {
  return new RegExp(`^\\s*${key}\\s*=\\s*"""([^]*?)"""|^\\s*${key}\\s*=\\s*"([^"]*)"`, "m")
    .exec(toml)
    ?.slice(1)
    .find((found) => found !== undefined);
}

function strings(list: string): string[] {
  return [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function pathOf(address: string | undefined, otherwise: string): string {
  if (address === undefined) return otherwise;
  return address.startsWith("/") ? address : new URL(address).pathname;
}
