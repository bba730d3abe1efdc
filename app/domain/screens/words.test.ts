import { describe, expect, test } from "vitest";
import { EMAIL_STATE_WORDS } from "../emails/email-card.ts";
import { PHOTO_PROBLEM_KINDS, PHOTO_PROBLEM_WORDS } from "../intake/photo-problems.ts";
import { CUSTOMER_STANDINGS } from "../words/customer-standings.ts";
import { EMAIL_STATES } from "../words/emails.ts";
import { ACTIONS } from "../workflow/actions.ts";
import { rulesOf } from "../workflow/workflow.ts";
import { ARTWORK_TAB_WORDS, ARTWORK_TABS, isArtworkTab } from "./artwork-tabs.ts";
import { CUSTOMER_ACTIONS } from "./customer-order.ts";
import { CUSTOMER_STANDING_WORDS } from "./customer-standing.ts";
import { ISSUE_ENDING_WORDS } from "./ended-issue.ts";
import { DEFAULT_REJECTION_REASONS } from "../shop/rejection-reasons.ts";
import { TASK_ANSWER_WORDS, TASK_ANSWERS, TASK_KINDS, TASKS } from "./tasks.ts";

const words = /^[A-Z]/;
const sentence = /^[A-Z].*\.$/;

describe("the words of the screens", () => {
  test("say where every item is for its customer, and what that means", () => {
    for (const standing of CUSTOMER_STANDINGS) {
      expect(CUSTOMER_STANDING_WORDS[standing].title).toMatch(words);
      expect(CUSTOMER_STANDING_WORDS[standing].meaning).toMatch(sentence);
    }
  });

  test("have a place for everything that a customer may do", () => {
    const theirs = ACTIONS.filter((action) => rulesOf(action).some(({ who }) => who.includes("customer")));
    expect([...CUSTOMER_ACTIONS].sort()).toEqual(theirs.sort());
  });

  test("name every tab of Artfile Production, and say why it is empty and what comes there", () => {
    for (const tab of ARTWORK_TABS) {
      const { name, empty, comes } = ARTWORK_TAB_WORDS[tab];
      expect([name, empty]).toEqual([expect.stringMatching(words), expect.stringMatching(words)]);
      expect(comes).toMatch(sentence);
    }
  });

  test("know a tab in an address from any other text", () => {
    for (const tab of ARTWORK_TABS) expect(isArtworkTab(tab)).toBe(true);
    expect(isArtworkTab("done")).toBe(false);
    expect(isArtworkTab(null)).toBe(false);
  });

  test("name every state of an email", () => {
    for (const state of EMAIL_STATES) expect(EMAIL_STATE_WORDS[state]).toMatch(words);
  });

  test("say how an issue ended, and nothing of an ending that nobody knows", () => {
    for (const ending of ["new_photo", "kept", "moved", "cancelled"]) expect(ISSUE_ENDING_WORDS[ending]).toMatch(words);
    expect(ISSUE_ENDING_WORDS.vanished).toBeUndefined();
  });

  test("tell whoever sends a photo that was not taken what to do", () => {
    for (const problem of PHOTO_PROBLEM_KINDS) expect(PHOTO_PROBLEM_WORDS[problem]).toMatch(sentence);
  });

  test("offer a new shop reasons for rejecting a photo, each once, the last one for all others", () => {
    expect(DEFAULT_REJECTION_REASONS.length).toBeGreaterThan(1);
    expect(new Set(DEFAULT_REJECTION_REASONS.map(({ name }) => name)).size).toBe(DEFAULT_REJECTION_REASONS.length);
    expect(DEFAULT_REJECTION_REASONS.at(-1)?.name).toBe("Other");
  });
});

describe("a task", () => {
  test("says what happened, what to do about it, and takes an answer that has a button", () => {
    for (const kind of TASK_KINDS) {
      const { title, advice, answers } = TASKS[kind];
      expect(title("Order issue")).toMatch(words);
      expect(advice).toMatch(sentence);
      expect(answers).not.toEqual([]);
      for (const answer of answers) expect(TASK_ANSWER_WORDS[answer]).toMatch(words);
    }
  });

  test("about one email names it", () => {
    for (const kind of TASK_KINDS.filter((one) => one.startsWith("email_")))
      expect(TASKS[kind].title("Order issue")).toContain("“Order issue”");
  });

  test("about an email that may not have left offers to send it again or to let it count as sent", () => {
    const again = TASK_KINDS.filter((kind) => TASKS[kind].answers.includes("send_again"));
    expect(again).toEqual(["emails_unknown", "email_unknown", "email_refused", "email_without_address"]);
    for (const kind of again) expect(TASKS[kind].answers).toEqual(["send_again", "sent"]);
    for (const kind of TASK_KINDS.filter((one) => !again.includes(one))) expect(TASKS[kind].answers).toHaveLength(1);
    expect(TASK_ANSWERS).toEqual(["send_again", "sent", "closed", "put_away"]);
  });

  test("that ends by itself can only be put away, because its matter is not settled by saying so", () => {
    const endsByItself = TASK_KINDS.filter((kind) => TASKS[kind].answers.includes("put_away"));
    expect(endsByItself).toEqual([
      "email_texts",
      "shopify_refused",
      "not_settled",
      "no_token",
      "address_refused",
      "customer_data_withheld",
    ]);
  });
});
