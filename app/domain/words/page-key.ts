import { isUuid } from "./uuid.ts";

/** A place in a list that is paged by key: a time (ISO) and an id. */
export type PageKey = { since: string; id: string };

/** A place as the text that stands in the address. */
export function pageKeyText(key: PageKey | null): string | null {
  return key && `${key.since}~${key.id}`;
}

/** The place that a text names; null for one that cannot be read, which begins at the start. */
export function readPageKey(text: string | null | undefined): PageKey | null {
  const [since, id] = (text ?? "").split("~");
  const isKey =
    since && id && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since) && !Number.isNaN(Date.parse(since)) && isUuid(id);
  return isKey ? { since, id } : null;
}
