import { WITHHELD_WORDS, type CustomerData } from "../intake/customer-data.ts";

/** What managers are asked to look at. */
export const TASK_KINDS = [
  "emails_unknown",
  // Former builds opened one for each email.
  "email_unknown",
  "email_refused",
  "email_without_address",
  "email_bounced",
  "email_reported",
  "email_texts",
  "fulfilled_before_approval",
  "copies_added",
  "photo_missing",
  "photo_unplaced",
  "artwork_unseen",
  "shopify_refused",
  "not_settled",
  "no_token",
  "address_refused",
  "hold_lifted",
  "customer_data_request",
  "customer_data_withheld",
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What keeps the app from Shopify as a whole, and not from one order: one task per shop, which ends by itself. Home says it at the top. */
export const SHUT_OUT = ["no_token", "address_refused"] as const satisfies readonly TaskKind[];

/** Tasks of the whole shop, which name an order only as an example: they outlive it. */
export const OF_MANY_ORDERS = [
  "not_settled",
  "hold_lifted",
  "shopify_refused",
  "emails_unknown",
] as const satisfies readonly TaskKind[];

/** How a task can be answered: the email leaves again, it counts as sent, the matter is settled elsewhere, or it is put off the list, where it ends by itself. */
export const TASK_ANSWERS = ["send_again", "sent", "closed", "put_away"] as const;
export type TaskAnswer = (typeof TASK_ANSWERS)[number];

/** Each answer as the words of its button. */
export const TASK_ANSWER_WORDS: Record<TaskAnswer, string> = {
  send_again: "Send again",
  sent: "Treat as sent",
  closed: "Done",
  put_away: "Put away",
};

/** What is said once a task was answered; whether an email arrives is not known then. */
export const TASK_ANSWER_SAID: Record<TaskAnswer, string> = {
  send_again: "The email is sent once more. If it cannot leave, the task comes back.",
  sent: "The task is done.",
  closed: "The task is done.",
  put_away: "The task is put away.",
};

/** What is said once so many emails were answered for together. */
export function saidOfMany(as: "send_again" | "sent", emails: number): string {
  const many = emails === 1 ? "1 email" : `${emails} emails`;
  if (emails === 0) return "Nothing was left to do: each of these emails has been settled meanwhile.";
  return as === "sent"
    ? `${many} counted as sent.`
    : `Sent once more: ${many}. What is unclear again in an hour comes back here.`;
}

type TaskSheet = {
  title: (about: string) => string;
  advice: string;
  answers: readonly TaskAnswer[];
  /** Words of the buttons where others say it better. */
  words?: Partial<Record<TaskAnswer, string>>;
};

/** Each task in words, what to do about it, and the answers it takes. `about` is the email's name, how many emails, or what is withheld. */
export const TASKS: Record<TaskKind, TaskSheet> = {
  emails_unknown: {
    title: (emails) =>
      emails === "1"
        ? "1 email: it is not known whether it was sent"
        : `${emails} emails: it is not known whether they were sent`,
    advice:
      "The mail service gave no clear answer for an hour. Look into the mail service, or ask a customer whether it arrived; then answer for all of them. An email of which news comes goes off by itself.",
    answers: ["send_again", "sent"],
    words: { sent: "They were sent" },
  },
  email_unknown: {
    title: (email) => `Unclear whether the email “${email}” was sent`,
    advice:
      "The mail service gave no answer for a day. Ask the customer whether it arrived, or look into the mail service.",
    answers: ["send_again", "sent"],
  },
  email_refused: {
    title: (email) => `The mail service refused the email “${email}”`,
    advice: "Check the customer's address and the mail settings, then send it again, or tell the customer another way.",
    answers: ["send_again", "sent"],
  },
  email_without_address: {
    title: (email) => `Nobody to send the email “${email}” to`,
    advice:
      "The order has no e-mail address that the app can see. Add one in Shopify, and it leaves by itself; or tell the customer another way.",
    answers: ["send_again", "sent"],
  },
  email_bounced: {
    title: (email) => `The email “${email}” bounced`,
    advice:
      "The address does not take it, and its reminders are stopped. Correct the customer's address in Shopify or call them; then write to them again from the order's page. The task ends by itself once an email about this order has arrived.",
    answers: ["closed"],
  },
  email_reported: {
    title: (email) => `The customer reported the email “${email}” as spam`,
    advice:
      "Its reminders are stopped, and the mail service may take no more emails to this address. Call the customer or write to them from your own mailbox, and act for them here.",
    answers: ["closed"],
  },
  email_texts: {
    title: (email) => `Your words of the email “${email}” could not be used`,
    advice:
      "They ran too long or became too big with an order's own texts, so the customer was written to in the words that come with the app. Open Email Templates, make them shorter and save; this goes off the list by itself.",
    answers: ["put_away"],
  },
  fulfilled_before_approval: {
    title: () => "Fulfilled in Shopify before the artwork was approved",
    advice: "Find out what was shipped. The item is marked as done here.",
    answers: ["closed"],
  },
  copies_added: {
    title: () => "More copies were ordered of an item that is done",
    advice:
      "Print and ship the copies that were added, or move the item back to Fulfilment on the order's page. This goes off the list once Shopify counts the line as shipped.",
    answers: ["closed"],
  },
  photo_missing: {
    title: () => "An item has no photo yet",
    advice:
      "On the order's page: attach the photo, reject the item with a reason so that the customer is asked for one, or cancel the item where none is wanted. Nothing of it ships before.",
    answers: ["closed"],
  },
  photo_unplaced: {
    title: () => "Nobody has said yet which line a photo belongs to",
    advice:
      "Say it on the order's page, or cancel the item where the photo belongs to no line. None of these lines ships before.",
    answers: ["closed"],
  },
  artwork_unseen: {
    title: () => "The customer cannot see an artwork",
    advice:
      "No picture can be made of a file like this (PDF, PSD, AI, EPS, SVG, ZIP), so the customer is not asked to approve it. Replace the artfile by a picture of it, such as a JPEG or PNG: this goes off the list by itself. Or show it to the customer another way and approve for them on the order's page.",
    answers: ["closed"],
  },
  shopify_refused: {
    title: () => "Shopify refused what the app asked for",
    advice: "The app may lack a permission. Open the app's page in Shopify's settings and accept what it asks for.",
    answers: ["put_away"],
  },
  not_settled: {
    title: () => "Not as it has to be in Shopify",
    advice:
      "What is not approved should be held there, and what is approved should not. The app goes on trying and takes this off the list once it is so; until then, look at the order in the Shopify admin. Put away, it comes back after some hours if it is still not so.",
    answers: ["put_away"],
  },
  no_token: {
    title: () => "Shopify gives the app no access to this shop",
    advice:
      "Opening the app in the Shopify admin renews it; a shop that is closed or paused gets it back once it is open. What the app has to do in Shopify waits and is done then.",
    answers: ["put_away"],
  },
  address_refused: {
    title: () => "Shopify refuses the address of this app's server",
    advice:
      "Whoever runs the app has to put the server's address on the app's IP allowlist. What the app has to do in Shopify waits and is done then; until it is, nothing is held and nothing is released there.",
    answers: ["put_away"],
  },
  hold_lifted: {
    title: () => "A hold was lifted in Shopify before the artwork was approved",
    advice:
      "Somebody released it there. Whether it is held again by itself is a setting of the flow; where it is not, the order's page has “Hold again”. Find out whether something was shipped.",
    answers: ["closed"],
  },
  customer_data_request: {
    title: () => "A customer asked for the data held of them",
    advice: "Download the file and hand it to the customer within 30 days.",
    answers: ["closed"],
  },
  customer_data_withheld: {
    title: (about) => WITHHELD_WORDS[about as CustomerData] ?? "Shopify keeps something of the customers from the app",
    advice:
      "Whoever runs the app asks for it in the Partner Dashboard: Apps, the app, API access requests, Protected customer data access. Once Shopify gives it, the app goes on with it by itself and takes this off the list.",
    answers: ["put_away"],
  },
};
