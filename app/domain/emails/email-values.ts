/** What an email may speak of; every text is the shop's or the customer's own and is escaped where it is shown. */
export type EmailValues = {
  shop: { name: string };
  order: { name: string };
  /** Null where Shopify does not tell us. */
  customer: { name: string | null };
  /** The customer's page for this order. */
  link: string;
  /** Open issues of the order, all of them. */
  issues: { itemNumber: number; product: string; variant: string | null; reason: string; comment: string }[];
  /** The items the email speaks of. */
  items: { number: number; product: string; variant: string | null }[];
  /** The shop's answer to a request for changes, as plain text. */
  answer: string | null;
};

/** An email ready to be sent; the subject is one line. */
export type RenderedEmail = { subject: string; html: string; text: string };
