import type { Locale } from "../domain/words/locales.ts";
import { page } from "./liquid.ts";
import { EMAIL_WORDS } from "./words/index.ts";

/** A small page of the app's own, in the customer's language. */
export type StopPage = { html: string };

const PAGE = `<!doctype html>
<html lang="{{ locale }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{{ title }}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 32rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 Arial, Helvetica, sans-serif; }
h1 { font-size: 1.25rem; }
button { min-height: 2.75rem; padding: 0.5rem 1.25rem; border: 1px solid; border-radius: 8px; font: inherit; font-weight: bold; cursor: pointer; }
</style>
</head>
<body>
<main>
<h1>{{ title }}</h1>
<p>{{ said }}</p>
{% if button %}<form method="post"><button type="submit">{{ button }}</button></form>{% endif %}
</main>
</body>
</html>
`;

/** The page on which a customer stops the reminders about an order, before and after. */
export function stopPage(
  state: "asked" | "stopped",
  { orderName, shopName, locale }: { orderName: string; shopName: string; locale: Locale },
): StopPage {
  const { stop } = EMAIL_WORDS[locale];
  const values = { order: { name: orderName }, shop: { name: shopName } };
  const said = (words: string) => page.plain.parseAndRenderSync(words, values);
  const isAsked = state === "asked";
  const shown = {
    title: said(isAsked ? stop.title : stop.done),
    said: said(isAsked ? stop.question : stop.after),
    button: isAsked ? stop.button : null,
  };
  return { html: page.html.parseAndRenderSync(PAGE, { ...shown, locale }) };
}
