import { html, type Html } from "../admin/html.ts";
import type { LocalContext } from "../context.ts";
import type { LocalMail } from "../shapes.ts";
import { frame, shopName, stateBadge, timeOf } from "./frame.ts";

export type MailFilter = { shop: string; to: string };
const mostShown = 200;

/** All messages, newest first, by shop and recipient. */
export function listPage(ctx: LocalContext, filter: MailFilter, notice = ""): string {
  const found = ctx.state.mails
    .filter(
      (mail) => (filter.shop === "" || mail.shopDomain === filter.shop) && (filter.to === "" || mail.to === filter.to),
    )
    .reverse();
  const recipients = [...new Set(ctx.state.mails.map(({ to }) => to))].sort();
  return frame(
    ctx,
    "Mailbox",
    html`
    <h1>Mailbox</h1>
    ${notice && html`<p class="notice" role="alert">${notice}</p>`}
    <form class="filters">
      <label>Shop<select name="shop"><option value="">All shops</option>${ctx.state.shops.map(({ domain, name }) => option(domain, name, filter.shop))}</select></label>
      <label>To<select name="to"><option value="">Everybody</option>${recipients.map((to) => option(to, to, filter.to))}</select></label>
      <button>Show</button>
    </form>
    ${found.length === 0 ? html`<p class="empty">No message here yet. Messages appear when the app writes to a customer.</p>` : html`<ul class="messages">${found.slice(0, mostShown).map((mail) => row(ctx, mail))}</ul>`}
    ${found.length > mostShown && html`<p class="soft">The newest ${mostShown} of ${found.length} messages are shown.</p>`}`,
  );
}

function row(ctx: LocalContext, mail: LocalMail): Html {
  return html`<li><a class="message" href="/mailbox/${encodeURIComponent(mail.id)}">
    <span class="message__to">${mail.to}<small>${shopName(ctx, mail)}</small></span>
    <span class="message__subject"><b>${mail.subject || "(no subject)"}</b><small>${mail.text.replace(/\s+/g, " ").slice(0, 140)}</small></span>
    ${stateBadge(mail)}<time datetime="${mail.at}">${timeOf(mail)}</time>
  </a></li>`;
}

function option(value: string, label: string, chosen: string): Html {
  return html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`;
}
