/** An item as an email speaks of it; every text is the shop's or the customer's own. */
export type EmailItem = {
  number: number;
  product: string;
  variant: string | null;
  /** The photo property, where one line of the order has several. */
  part: string | null;
  /** What else the customer wrote or chose for it, such as a text to engrave. */
  details: { name: string; value: string }[];
  /** The address of a picture of what the email is about; null where there is none. */
  picture: string | null;
};

/** What an email may speak of; every text is escaped where it is shown. */
export type EmailValues = {
  shop: { name: string };
  order: { name: string };
  /** Null where Shopify does not tell us. */
  customer: { name: string | null };
  /** The customer's page for this order. */
  link: string;
  /** Open issues of the order, all of them. `mayKeepPhoto`: the customer may continue with the photo that is there. */
  issues: (EmailItem & { reason: string; comment: string; mayKeepPhoto: boolean })[];
  /** The items the email speaks of. */
  items: EmailItem[];
  /** Where the customer stops reminders about the order; null in what is no reminder. */
  stop: string | null;
  /** The shop's answer to a request for changes, as plain text. */
  answer: string | null;
};

/** One email in the words of a shop or of ours: Liquid each; `body` is the middle of the email, in HTML. */
export type EmailTexts = { subject: string; preheader: string; body: string; button: string };

/** The parts of an email's words by their names on the screen. */
export const TEXT_PART_NAMES: Record<keyof EmailTexts, string> = {
  subject: "Subject",
  preheader: "Preheader",
  body: "Text",
  button: "Button",
};

/** The longest texts that a shop may write, in characters. */
export const MOST_TEXT: Record<keyof EmailTexts, number> = { subject: 200, preheader: 200, body: 20_000, button: 60 };

/** An email ready to be sent; the subject is one line. */
export type RenderedEmail = { subject: string; html: string; text: string };
