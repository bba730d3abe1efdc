import { html, type Html } from "../admin/html.ts";
import type { LocalContext } from "../context.ts";
import type { LocalMail, LocalMailState } from "../shapes.ts";

const stateWords: Record<LocalMailState, string> = {
  accepted: "Accepted",
  delivered: "Delivered",
  opened: "Opened",
  bounced: "Bounced",
};

/** A page of the mailbox. */
export function frame(ctx: LocalContext, title: string, body: Html): string {
  const stores = ctx.state.shops.map(
    (shop) => html`<a href="${ctx.origins.stores[shop.domain] ?? "#"}">${shop.name}</a>`,
  );
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/mailbox/assets/mailbox.css"></head>
<body>
  <header class="bar"><a class="bar__name" href="/mailbox">Mailbox</a><nav aria-label="Local Shopify"><a href="/">Start page</a>${stores}</nav></header>
  <main>${body}</main>
</body>
</html>`.source;
}

export function stateBadge({ state }: LocalMail): Html {
  return html`<span class="badge badge--${state}">${stateWords[state]}</span>`;
}

export function shopName(ctx: LocalContext, { shopDomain }: LocalMail): string {
  return ctx.state.shops.find(({ domain }) => domain === shopDomain)?.name ?? "Unknown shop";
}

/** The moment in this machine's time zone. */
export function timeOf({ at }: LocalMail): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(at));
}
