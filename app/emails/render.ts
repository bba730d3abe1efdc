import type { Brand } from "../domain/emails/email-settings.ts";
import type { EmailTexts, EmailValues, RenderedEmail } from "../domain/emails/email-values.ts";
import { readableOn } from "../domain/emails/readable-on.ts";
import type { Locale } from "../domain/words/locales.ts";
import { safeHtml, textOf } from "./html.ts";
import { html, page, plain } from "./liquid.ts";
import { HTML_PAGE, TEXT_PAGE } from "./page.ts";
import { EMAIL_WORDS } from "./words/index.ts";

/** In whose words and colours an email is written. */
export type EmailLook = { texts: EmailTexts; brand: Brand; locale: Locale };
type Engines = { html: typeof html; plain: typeof plain };

/** Gmail cuts what is longer than 102 KB, its button last (https://support.google.com/mail/answer/6590). */
const MOST_BYTES = 98_000;
/** So many items are shown where there is room. */
const MOST_SHOWN = [12, 6, 3, 1];
/** What fills a preview behind the preheader, so that no words of the body stand there. */
const FILLER = "&#847; &zwnj; ".repeat(40);

/**
 * An email with these values in these words: every value is escaped in the HTML part, the subject has no line breaks. Of many items only as many are shown as
 * fit. Throws what Liquid has against words that cannot be used.
 */
export function renderEmail(values: EmailValues, look: EmailLook, by: Engines = { html, plain }): RenderedEmail {
  let rendered = renderedWith(values, look, by, MOST_SHOWN[0]!);
  for (const most of MOST_SHOWN.slice(1)) {
    if (Buffer.byteLength(rendered.html) <= MOST_BYTES) break;
    rendered = renderedWith(values, look, by, most);
  }
  return rendered;
}

function renderedWith(
  values: EmailValues,
  { texts, brand, locale }: EmailLook,
  by: Engines,
  most: number,
): RenderedEmail {
  const { frame } = EMAIL_WORDS[locale];
  const said = (words: string, scope: object = values) => oneLine(by.plain.parseAndRenderSync(words, scope));
  const more = (list: readonly unknown[]) =>
    list.length > most ? said(frame.more, { count: list.length - most }) : null;
  const words = {
    ...frame,
    private: said(frame.private),
    answer: said(frame.answer),
    more_issues: more(values.issues),
    more_items: more(values.items),
  };
  const scope = { ...values, words, most, locale, brand, color: brand.color, onColor: readableOn(brand.color) };
  const subject = said(texts.subject, scope).slice(0, 200);
  const preheader = said(texts.preheader, scope).slice(0, 200);
  const button = said(texts.button, scope).slice(0, 100);
  const body = safeHtml(by.html.parseAndRenderSync(texts.body, scope));
  const all = { ...scope, subject, preheader, button };
  return {
    subject,
    html: page.html.parseAndRenderSync(HTML_PAGE, { ...all, body, filler: preheader === "" ? "" : FILLER }),
    text: page.plain.parseAndRenderSync(TEXT_PAGE, { ...all, body: textOf(body).trim() }),
  };
}

// A line break in a subject would begin a header of its own.
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
