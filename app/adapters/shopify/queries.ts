import { operation } from "./operation.ts";
import type {
  InstallationQuery,
  InstallationQueryVariables,
  OrderForIntakeQuery,
  OrderForIntakeQueryVariables,
  OrderLinesQuery,
  OrderLinesQueryVariables,
  OrdersUpdatedQuery,
  OrdersUpdatedQueryVariables,
  ShopFactsQuery,
  ShopFactsQueryVariables,
  StorePasswordQuery,
  StorePasswordQueryVariables,
} from "./graphql-types.ts";

const LINE_FIELDS = `
    pageInfo { hasNextPage endCursor }
    nodes {
      id title variantTitle quantity currentQuantity unfulfilledQuantity sku requiresShipping isGiftCard
      product { id }
      customAttributes { key value }
      lineItemGroup { id customAttributes { key value } }
      variant { selectedOptions { name value } }
    }`;

/** One order with its first 100 lines; what Shopify may keep from us of its customer is asked for field by field. */
export const ORDER_FOR_INTAKE = operation<OrderForIntakeQuery, OrderForIntakeQueryVariables>(`
query OrderForIntake($id: ID!, $name: Boolean!, $address: Boolean!, $email: Boolean!, $phone: Boolean!) {
  order(id: $id) {
    id name createdAt updatedAt cancelledAt displayFinancialStatus note tags customerLocale
    customAttributes { key value }
    shippingLines(first: 10) { nodes { title code isRemoved } }
    customer { id displayName @include(if: $name) }
    email @include(if: $email)
    shippingAddress {
      name @include(if: $name)
      company city province country countryCodeV2
      address1 @include(if: $address)
      address2 @include(if: $address)
      zip @include(if: $address)
      phone @include(if: $phone)
    }
    lineItems(first: 100) {${LINE_FIELDS}
    }
  }
}`);

/** The further lines of an order that has more than a hundred. */
export const ORDER_LINES = operation<OrderLinesQuery, OrderLinesQueryVariables>(`
query OrderLines($id: ID!, $after: String!) {
  order(id: $id) {
    lineItems(first: 100, after: $after) {${LINE_FIELDS}
    }
  }
}`);

/** A page of orders by the time of their last change, oldest first: only what it takes to see which ones are news. */
export const ORDERS_UPDATED = operation<OrdersUpdatedQuery, OrdersUpdatedQueryVariables>(`
query OrdersUpdated($query: String!, $after: String) {
  orders(first: 100, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { id updatedAt }
  }
}`);

/** What the app shows of the shop itself, and which installation of it that is. */
export const SHOP_FACTS = operation<ShopFactsQuery, ShopFactsQueryVariables>(`
query ShopFacts {
  shop {
    name email contactEmail ianaTimezone
    primaryDomain { host }
    customerAccountsV2 { customerAccountsVersion }
  }
  currentAppInstallation { id }
}`);

/** Whether visitors need a password for the online store. Asked by itself: a shop or a token without an online store refuses it. */
export const STORE_PASSWORD = operation<StorePasswordQuery, StorePasswordQueryVariables>(`
query StorePassword {
  onlineStore { passwordProtection { enabled } }
}`);

/** Whether the shop has the app now, and which installation that is. */
export const INSTALLATION = operation<InstallationQuery, InstallationQueryVariables>(`
query Installation {
  currentAppInstallation { id }
}`);
