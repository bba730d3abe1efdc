import { gid, type Call, type Node } from "./call.ts";
import { metafieldConnection, metafieldNode } from "./metafield-nodes.ts";
import { hostOf, storefrontOf } from "../storefront/standing.ts";
import type { PageArgs } from "./connection.ts";

export function shopNode(call: Call): Node {
  const { shop } = call;
  const host = hostOf(shop);
  const url = `https://${host}`;
  const owner = shop.staff.find(({ accountOwner }) => accountOwner);
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    myshopifyDomain: shop.domain,
    url,
    currencyCode: shop.currencyCode,
    ianaTimezone: shop.ianaTimezone,
    shopOwnerName: `${owner?.firstName ?? ""} ${owner?.lastName ?? ""}`.trim(),
    description: shop.theme.tagline,
    weightUnit: "KILOGRAMS",
    unitSystem: "METRIC_SYSTEM",
    orderNumberFormatPrefix: "#",
    orderNumberFormatSuffix: "",
    taxesIncluded: false,
    setupRequired: false,
    primaryDomain: { __typename: "Domain", id: gid("Domain", shop.id), host, url, sslEnabled: true },
    customerAccountsV2: {
      __typename: "CustomerAccountsV2",
      customerAccountsVersion: storefrontOf(shop).customerAccounts === "new" ? "NEW_CUSTOMER_ACCOUNTS" : "CLASSIC",
      loginLinksVisibleOnStorefrontAndCheckout: true,
      loginRequiredAtCheckout: false,
      url: storefrontOf(shop).customerAccounts === "new" ? `https://shopify.com/${shop.id}/account` : null,
    },
    plan: {
      __typename: "ShopPlan",
      displayName: "Basic",
      publicDisplayName: "Basic",
      partnerDevelopment: false,
      shopifyPlus: false,
    },
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) =>
      metafieldNode(call, shop, namespace ?? null, key),
    metafields: (args: PageArgs & { namespace?: string | null }) => metafieldConnection(call, shop, args),
    accountOwner: () => null,
  };
}

/** The online store channel: whether a password stands before it. */
export function onlineStoreNode({ shop }: Call): Node {
  const enabled = storefrontOf(shop).password !== null;
  return {
    __typename: "OnlineStore",
    passwordProtection: { __typename: "OnlineStorePasswordProtection", enabled },
  };
}

export function installationNode(call: Call): Node {
  const { ctx, shop } = call;
  return {
    __typename: "AppInstallation",
    id: gid("AppInstallation", shop.installationId ?? shop.id),
    launchUrl: `https://${shop.domain}/admin/apps/${ctx.registration.apiKey}`,
    uninstallUrl: null,
    accessScopes: shop.grantedScopes.map((handle) => ({
      __typename: "AccessScope",
      handle,
      description: handle.replaceAll("_", " "),
    })),
    activeSubscriptions: [],
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) =>
      metafieldNode(call, { metafields: shop.appMetafields ?? [] }, namespace ?? null, key),
    app: {
      __typename: "App",
      id: gid("App", 1),
      title: "Proofline",
      handle: "proofline",
      apiKey: ctx.registration.apiKey,
      embedded: true,
    },
  };
}
