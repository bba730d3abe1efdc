import type { EmailValues } from "../domain/emails/email-values.ts";

const item = {
  number: 1,
  product: "Yellow Portrait",
  variant: "LivingRoom / Full",
  part: "Photo of your pet",
  details: [{ name: "Text", value: "For Mia" }],
  picture: null,
};

/** Values to show words with while a shop has no order, or wants none shown: something stands in each. */
export const SAMPLE: EmailValues = {
  shop: { name: "Pawtraits" },
  order: { name: "#1023" },
  customer: { name: "Jamie" },
  link: "https://pawtraits.example/apps/proofline/o/sample",
  stop: null,
  issues: [
    {
      ...item,
      reason: "Blurry",
      comment: "The eyes are out of focus. Do you have one taken in daylight?",
      mayKeepPhoto: true,
    },
  ],
  items: [item],
  answer: "The collar in your photo is red, so we painted it red. Would you like it blue all the same?",
};

/** What an email may name, with what it is, in the order in which the editor lists it. */
export const VARIABLES: readonly { name: string; is: string }[] = [
  { name: "{{ customer.name }}", is: "The customer’s name; empty where Shopify does not tell it" },
  { name: "{{ order.name }}", is: "The order’s number" },
  { name: "{{ shop.name }}", is: "Your shop" },
  { name: "{{ items.size }}", is: "How many items the email is about" },
  { name: "{{ issues.size }}", is: "How many photos have an open issue" },
  { name: '{% include "issues" %}', is: "Each photo with its issue: picture, product, reason, comment" },
  { name: '{% include "artworks" %}', is: "Each artwork: picture, product, options, texts" },
  { name: '{% include "answer" %}', is: "Your answer to a request for changes" },
  { name: "{{ answer }}", is: "The same answer as plain text" },
  { name: "{{ link }}", is: "The customer’s page of this order; the button leads there already" },
];
