import { convert } from "html-to-text";
import sanitize from "sanitize-html";

const BLOCKS = ["p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "br", "div", "center"];
const INLINE = [
  "a",
  "b",
  "strong",
  "i",
  "em",
  "u",
  "s",
  "small",
  "sub",
  "sup",
  "span",
  "bdi",
  "bdo",
  "code",
  "img",
  "font",
];
const TABLES = ["table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"];
const SHAPE = ["style", "align", "valign", "width", "height", "dir", "lang", "title", "role", "bgcolor", "border"];

/** The tags that the words of an email may have. */
export const TAGS: readonly string[] = [...BLOCKS, ...INLINE, ...TABLES];

/** HTML with the tags and addresses that an email may have, and nothing else: no script, form, frame or style sheet. */
export function safeHtml(html: string): string {
  return sanitize(html, {
    allowedTags: [...TAGS],
    allowedAttributes: {
      "*": SHAPE,
      a: ["href", "target"],
      img: ["src", "alt"],
      table: ["cellpadding", "cellspacing"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan"],
      font: ["color", "size"],
    },
    allowedSchemes: ["https", "http", "mailto", "tel"],
    allowedSchemesByTag: { img: ["https"] },
    allowProtocolRelative: false,
    // As they are: what is written there is the shop's own, and cannot run.
    parseStyleAttributes: false,
  });
}

/** The same as text: links beside their words, pictures left out. */
export function textOf(html: string): string {
  return convert(html, {
    wordwrap: false,
    selectors: [
      { selector: "img", format: "skip" },
      { selector: "table", format: "block" },
      { selector: "ul", options: { itemPrefix: "- " } },
      { selector: "a", options: { hideLinkHrefIfSameAsText: true } },
      ...["h1", "h2", "h3", "h4"].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
}
