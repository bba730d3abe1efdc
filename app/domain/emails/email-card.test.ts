import { expect, test } from "vitest";
import { emailFailureWords } from "./email-card.ts";

test.each([
  [null, null],
  ["email_without_address", "The order has no e-mail address that the app can see."],
  ["email_refused", "The mail service did not take it."],
  ["answered 302", "The mail service gave no clear answer."],
  ["ECONNREFUSED", "The mail service could not be reached."],
  ["429", "The mail service did not take it."],
  ["400 Does not contain a valid address.", "The mail service said: “Does not contain a valid address.”"],
])("%s is told people as %s", (failure, words) => expect(emailFailureWords(failure)).toBe(words));
