import { html, type Html } from "./html.ts";

/** Where a page stands: below which path of the shop, and where the app's own files are. */
export type Place = { pathPrefix: string; appUrl: string };

/** What happened, above everything else on the page. */
export type Notice = { kind: "done" | "problem"; title: string; lines: readonly string[] };

/** A page's middle with our style and script around it; the theme puts its own frame around that. */
export function framed(place: Place, notice: Notice | null, body: Html): Html {
  return html`<link rel="stylesheet" href="${place.appUrl}/customer-page.css">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<div class="proofline">
${notice && noticeBox(notice)}
${body}
</div>
<script src="${place.appUrl}/customer-page.js" defer></script>
`;
}

/** The answer that Shopify puts into the shop's theme. Nothing of it is kept, found by search engines, or told to the next page. */
export function answerInTheme(page: Html, status = 200): Response {
  return new Response(page.text, {
    status,
    headers: {
      "Content-Type": "application/liquid; charset=utf-8",
      "Cache-Control": "private, no-store",
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex, nofollow",
    },
  });
}

function noticeBox({ kind, title, lines }: Notice): Html {
  return html`<div class="proofline-notice proofline-notice--${kind}" role="${kind === "done" ? "status" : "alert"}" tabindex="-1" data-proofline-notice>
<h2 class="proofline-notice__title">${title}</h2>
${lines.map((line) => html`<p>${line}</p>`)}
</div>`;
}
