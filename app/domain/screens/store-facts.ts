/** What managers are told of the online store, as far as Shopify has said it. */
export type StoreFacts = {
  /** Where customers find the list of their orders. */
  address: string;
  customerAccounts: "new" | "legacy" | null;
  /** Visitors need a password: no customer can open their page. */
  hasPassword: boolean | null;
  /** The theme editor with the app's block already added. */
  blockLink: string;
};
