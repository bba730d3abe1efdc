import { Liquid } from "liquidjs";
import type { EmailValues, RenderedEmail } from "../domain/emails/email-values.ts";
import type { EmailKind } from "../domain/words/emails.ts";
import { EMAILS } from "./index.ts";
import { HTML_PAGE, TEXT_PAGE } from "./page.ts";

// No file is ever read by a template, and none can run long or grow big.
const LIMITS = {
  templates: {},
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: 200_000,
  renderLimit: 1_000,
  memoryLimit: 5_000_000,
} as const;
const html = new Liquid({ ...LIMITS, outputEscape: "escape" });
const plain = new Liquid(LIMITS);

/** The email of a kind with these values; every value is escaped in the HTML part, and the subject has no line breaks. */
export function renderEmail(kind: EmailKind, values: EmailValues): RenderedEmail {
  const template = EMAILS[kind];
  const scope = { ...values, button: template.button };
  const subject = oneLine(plain.parseAndRenderSync(template.subject, scope));
  const body = html.parseAndRenderSync(template.html, scope);
  const textBody = plain.parseAndRenderSync(template.text, scope).trim();
  return {
    subject,
    html: html.parseAndRenderSync(HTML_PAGE, { ...scope, subject, body }),
    text: plain.parseAndRenderSync(TEXT_PAGE, { ...scope, body: textBody }),
  };
}

// A line break in a subject would begin a header of its own.
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, 200);
}
