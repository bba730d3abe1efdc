/** A text from outside as the database can keep it: well-formed, without NUL, cut to so many UTF-16 units. */
export function clean(text: string, longest: number): string {
  return text
    .replaceAll("\0", "")
    .slice(0, longest)
    .replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** A time of Shopify's in ISO 8601 and UTC; null when there is none or it is no time. */
export function isoTime(text: string | null | undefined): string | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The same cut to whole seconds, which is all that Shopify promises of `updated_at`: GraphQL and webhooks agree on no more. */
export function wholeSecond(text: string | null | undefined): string | null {
  const time = isoTime(text);
  return time && `${time.slice(0, 19)}.000Z`;
}

/** The option values of a variant's title, which Shopify joins with " / ". */
export function optionsOf(variantTitle: string): string[] {
  return variantTitle
    .split(" / ")
    .map((option) => option.trim())
    .filter(Boolean);
}

/** Whether a financial status (`refunded` in a webhook, `REFUNDED` in GraphQL) says that nothing of the payment is left; a part of it given back does not count. */
export function isRefundedInFull(financialStatus: string | null | undefined): boolean {
  return ["refunded", "voided"].includes((financialStatus ?? "").toLowerCase());
}

/** Whether a financial status says that nothing of the payment has come or is authorized. */
export function isNotPaid(financialStatus: string | null | undefined): boolean {
  return ["pending", "unpaid", "expired"].includes((financialStatus ?? "").toLowerCase());
}

/** An order's tags, which a webhook joins with commas and GraphQL lists; nothing but tags is none. */
export function tagsIn(tags: unknown): string[] {
  const all =
    typeof tags === "string" ? tags.slice(0, 100_000).split(",") : Array.isArray(tags) ? (tags as unknown[]) : [];
  return all.flatMap((tag) => (typeof tag === "string" ? clean(tag, 1_000).trim() || [] : []));
}
