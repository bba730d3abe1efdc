import { plainText } from "./plain-text.ts";

/** An e-mail address in the form in which two count as the same; null for anything that is none. */
export function emailKey(text: string | null | undefined): string | null {
  const address = (text ?? "").trim().toLowerCase();
  return /^[^\s\0@<>"]{1,64}@[^\s\0@<>"]{1,255}$/.test(address) ? address : null;
}

/** What a person is called: the names Shopify has, or the part before the @, or "Someone". At most 120 characters. */
export function personName(parts: readonly (string | null | undefined)[], email: string | null): string {
  const name = parts
    .map((part) => plainText(part ?? "").trim())
    .filter(Boolean)
    .join(" ");
  return (name || email?.split("@")[0] || "Someone").slice(0, 120);
}

/** A name that somebody gave to something of theirs (a folder, a reason), in one line of at most 60 characters. */
export function shortName(text: string): string {
  return plainText(text).trim().replace(/\s+/gu, " ").slice(0, 60);
}
