import { type Html, html } from "../admin/html.ts";
import type { LocalContext } from "../context.ts";
import { localAddress } from "../front/front-rewrites.ts";

const address = /https?:\/\/[^\s"'<>]+/g;

/** HTML in which links to a shop open its storefront on this machine. */
export function withLocalLinks(ctx: LocalContext, source: string): string {
  return source.replace(address, (found) => localAddress(ctx, found));
}

/** Plain text as HTML whose addresses are links, opening on this machine where they name a shop. */
export function linkedText(ctx: LocalContext, text: string): Html {
  const links = text.match(address) ?? [];
  return html`${text.split(address).map((before, index) => {
    const found = links[index];
    return found === undefined ? before : html`${before}<a href="${localAddress(ctx, found)}">${found}</a>`;
  })}`;
}
