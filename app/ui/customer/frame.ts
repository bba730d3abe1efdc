import { html, type Html } from "./html.ts";
import { storeRoot, type InStore } from "./store-links.ts";

/** Where a page stands: in the online store, and where the app's own files are. */
export type Place = InStore & { appUrl: string };

/** What happened, above everything else on the page. */
export type Notice = { kind: "done" | "problem"; title: string; lines: readonly string[] };

/** A page's middle with our style and script around it; the theme puts its own frame around that. */
export function framed(place: Place, notice: Notice | null, body: Html): Html {
  return html`${storeRoot(place)}<link rel="stylesheet" href="${place.appUrl}/customer-page.css">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<div class="proofline">
${notice && noticeBox(notice)}
${body}
</div>
<script src="${place.appUrl}/customer-page.js" defer></script>
`;
}

/**
 * The answer that Shopify puts into the shop's theme, always 200: whether the theme stands around others is nowhere promised. What it
 * means otherwise (404, 409 …) is said in a header, for those who watch. Nothing of it is kept, found by search engines, or told to the next page.
 */
export function answerInTheme(page: Html, meaning = 200): Response {
  return new Response(page.text, {
    headers: {
      "Content-Type": "application/liquid; charset=utf-8",
      "Cache-Control": "private, no-store",
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex, nofollow",
      "X-Proofline-Status": String(meaning),
    },
  });
}

function noticeBox({ kind, title, lines }: Notice): Html {
  return html`<div class="proofline-notice proofline-notice--${kind}" role="${kind === "done" ? "status" : "alert"}" tabindex="-1" data-proofline-notice>
<h2 class="proofline-notice__title">${title}</h2>
${lines.map((line) => html`<p>${line}</p>`)}
</div>`;
}
