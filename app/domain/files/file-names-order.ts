import { nameKey } from "./file-names.ts";
import { plain } from "./file-names-marks.ts";

/**
 * The order that a file's name begins with, without the sign in front: one of the named items' orders, or what has the form of one
 * (the same letters with other digits, or a number). Null when it begins with something else.
 */
export function orderSaid(stem: string, named: readonly { name: string }[]): string | null {
  const text = plain(stem).replace(/^#\s*/u, "");
  const orders = new Set(named.map(({ name }) => orderOf(name)));
  const known = [...orders]
    .filter((order) => beginsWith(text, order))
    .sort((one, other) => other.length - one.length)[0];
  if (known !== undefined) return known;
  for (const form of new Set([...orders].map(formOf))) {
    const said = new RegExp(`^(?:${form})(?![\\p{L}\\p{N}])`, "iu").exec(text)?.[0];
    if (said !== undefined) return said;
  }
  return /^\d+(?![\p{L}\p{N}.])/u.exec(text)?.[0] ?? null;
}

function orderOf(name: string): string {
  const at = name.indexOf(" - ");
  return plain((at < 0 ? name : name.slice(0, at)).replace(/^#/u, ""));
}

function beginsWith(text: string, order: string): boolean {
  return (
    order !== "" &&
    nameKey(text.slice(0, order.length)) === nameKey(order) &&
    !/^[\p{L}\p{N}]/u.test(text.slice(order.length))
  );
}

// "SP-1001" says that orders are called SP- and a number here; one without a digit says nothing.
function formOf(order: string): string {
  if (!/\d/u.test(order)) return NOTHING;
  return order
    .split(/(\d+)/u)
    .map((piece) => (/^\d/u.test(piece) ? "\\d+" : piece.replace(/[.*+?^${}()|[\]\\/-]/gu, "\\$&")))
    .join("");
}

const NOTHING = "(?!)";
