import { unwrapLink } from "./photo-properties-unwrap.ts";

/**
 * The absolute links in a free text, in order, without repeats, unwrapped to the files behind known hosts; five thousand at most, or a group more.
 * A text is cut only where `http://` or `https://` begins: names inside links may hold commas and blanks. Linear in the text's length.
 */
export function linksIn(text: string): string[] {
  const plain = text
    .slice(0, MAX_TEXT)
    .replaceAll("\\/", "/")
    .replace(/&(?:amp|#38|#x26);(?:amp;)?/giu, "&");
  const links = new Set<string>();
  for (const piece of pieces(plain)) {
    const url = toUrl(trimEnd(cutAtBlank(piece)));
    for (const link of url ? unwrapLink(url) : []) links.add(link);
    if (links.size >= MOST_LINKS) break;
  }
  return [...links];
}

const MAX_TEXT = 250_000;
const MAX_LINK = 4096;
const MOST_LINKS = 5000;
const MAX_PIECES = 5000;

function pieces(text: string): string[] {
  const isInsideLink = insideLinks(text);
  const starts = [...text.matchAll(/https?:\/\//giu)].map((hit) => hit.index);
  const found: string[] = [];
  let from = -1;
  for (const start of starts) {
    if (from >= 0 && isInsideLink(from, start)) continue;
    if (from >= 0) found.push(piece(text, from, start));
    from = start;
    if (found.length >= MAX_PIECES) return found;
  }
  if (from >= 0) found.push(piece(text, from, text.length));
  else if (/^\s*\/\/[\w-]+(\.[\w-]+)+\//u.test(text.slice(0, 300)))
    found.push(piece(`https:${text.trim()}`, 0, MAX_LINK));
  return found;
}

// A link that carries another in its path or query (`…/fetch/https://…`, `?url=https://…`) is one link.
function insideLinks(text: string): (from: number, start: number) => boolean {
  const [blank, stop, query] = [/\s/gu, /[\s,;]/gu, /\?/gu].map((signs) => firstFrom(text, signs));
  return (from, start) => {
    const before = text.charAt(start - 1);
    if (start - from > MAX_LINK) return false;
    return (
      (before === "/" && blank!(from) >= start) || (before === "=" && stop!(from) >= start && query!(from) < start)
    );
  };
}

/** Where the first of some signs stands from a place on; places are asked for in their order, so that no part of the text is looked at twice. */
function firstFrom(text: string, signs: RegExp): (from: number) => number {
  let at = -1;
  return (from) => {
    if (at >= from) return at;
    signs.lastIndex = from;
    return (at = signs.exec(text)?.index ?? Infinity);
  };
}

function piece(text: string, from: number, to: number): string {
  const opener = from > 0 ? text.charAt(from - 1) : "";
  const part = text.slice(from, Math.min(to, from + MAX_LINK));
  const end = part.search(opener === "'" ? /["'<>`\\\r\n\t]/u : /["<>`\\\r\n\t]/u);
  return end < 0 ? part : part.slice(0, end);
}

// "…/OFFICIAL 1.png" is one name, "…/cat.jpg for Rex" is a link and a remark.
function cutAtBlank(text: string): string {
  const blank = text.search(/\s/u);
  if (blank < 0) return text;
  const head = text.slice(0, blank);
  if (/\.\w{2,5}([?#]\S*)?[,;|)\]}]*$/u.test(fileOf(head))) return head;
  const rest = /^[^/\r\n]{0,120}?\.(?:jpe?g|png|webp|hei[cf]|avif|tiff?|gif|pdf)(?![\w])(?:\?\S*)?/iu.exec(
    text.slice(blank),
  );
  return rest ? head + rest[0] : head;
}

function fileOf(link: string): string {
  return link.slice(link.lastIndexOf("/") + 1, link.lastIndexOf("/") + 400);
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isTrailing(text, end)) end -= 1;
  return text.slice(0, end);
}

function isTrailing(text: string, end: number): boolean {
  const sign = text.charAt(end - 1);
  if (sign === ")") return !text.slice(Math.max(0, end - 200), end - 1).includes("(");
  return /[\s,;|\]}'.!*]/u.test(sign);
}

function toUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && url.hostname !== "" ? url : null;
}
