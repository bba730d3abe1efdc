import { html, type Html } from "../admin/html.ts";
import type { LocalContext } from "../context.ts";
import type { LocalMail } from "../shapes.ts";
import { frame, shopName, stateBadge, timeOf } from "./frame.ts";
import { linkedText } from "./links.ts";

/** One message, as HTML or as text, with what the mail service knows of it. */
export function messagePage(ctx: LocalContext, mail: LocalMail, view: "html" | "text"): string {
  const address = `/mailbox/${encodeURIComponent(mail.id)}`;
  return frame(
    ctx,
    mail.subject,
    html`
    <p class="back"><a href="/mailbox">‹ All messages</a></p>
    <article class="sheet">
      <header class="sheet__head">
        <h1>${mail.subject || "(no subject)"}</h1>${stateBadge(mail)}
        <dl>
          ${fact("From", mail.from)}${fact("To", mail.to)}${mail.replyTo && fact("Reply to", mail.replyTo)}${fact("Shop", shopName(ctx, mail))}
          ${fact("Sent", html`<time datetime="${mail.at}">${timeOf(mail)}</time>`)}
        </dl>
        ${Object.keys(mail.customArgs).length > 0 && html`<details><summary>Custom arguments</summary><dl>${Object.entries(mail.customArgs).map(([name, value]) => fact(name, value))}</dl></details>`}
        <form class="events" method="post" action="${address}/events">
          <span>Tell the app that it</span>
          ${eventButton("delivered", "was delivered")}${eventButton("open", "was opened")}${eventButton("bounce", "bounced")}
        </form>
      </header>
      <nav class="tabs" aria-label="Part of the message">
        <a href="${address}"${view === "html" && html` aria-current="page"`}>HTML</a><a href="${address}?view=text"${view === "text" && html` aria-current="page"`}>Text</a>
      </nav>
      ${view === "text" ? html`<pre class="text">${linkedText(ctx, mail.text)}</pre>` : html`<iframe class="html" title="The message as HTML" src="${address}/body" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`}
    </article>`,
  );
}

function fact(name: string, value: string | Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function eventButton(event: string, label: string): Html {
  return html`<button name="event" value="${event}">${label}</button>`;
}
