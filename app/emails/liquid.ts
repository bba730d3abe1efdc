import { Liquid } from "liquidjs";
import { PARTS } from "./parts.ts";

// No file is ever read by a template, and none can run long or grow big.
const LIMITS = {
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: 200_000,
  renderLimit: 1_000,
  memoryLimit: 5_000_000,
} as const;
const STRICT = { strictVariables: true, lenientIf: true };

/** For a shop's words that become HTML: every value is escaped. */
export const html = ofShops({ templates: PARTS, outputEscape: "escape" });
/** For subjects, preheaders and other plain text. */
export const plain = ofShops({ templates: {} });
/** The same two, which refuse what names a value that there is not: for words that somebody is writing. */
export const strict = {
  html: ofShops({ templates: PARTS, outputEscape: "escape", ...STRICT }),
  plain: ofShops({ templates: {}, ...STRICT }),
};
/** For the page around a shop's words, which alone may put in HTML as it is. */
export const page = {
  html: new Liquid({ ...LIMITS, templates: {}, outputEscape: "escape" }),
  plain: new Liquid({ ...LIMITS, templates: {} }),
};
page.html.registerFilter("html", { raw: true, handler: (value: string) => value });
page.html.registerFilter("lines", { raw: true, handler: lines });

function ofShops(options: ConstructorParameters<typeof Liquid>[0]): Liquid {
  const made = new Liquid({ ...LIMITS, ...options });
  // The words of a stranger in several lines, which is all that `raw` would be good for.
  made.registerFilter("lines", { raw: true, handler: lines });
  // Whatever else leaves escaping aside.
  for (const name of ["raw"]) delete made.filters[name];
  for (const name of ["render", "layout", "block", "raw"]) delete made.tags[name];
  return made;
}

function lines(value: unknown): string {
  return String(value ?? "")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\r\n?|\n/g, "<br>\n");
}
