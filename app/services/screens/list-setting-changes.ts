import { settingPage } from "../../adapters/rows/shop/setting-changes.ts";
import { LOGGED_PARTS, type SettingLine } from "../../domain/shop/setting-log.ts";

const PAGE = 50;

/** One page of who changed which setting of a shop from what to what, newest first; `after` is the place that the page before named. */
export async function listSettingChanges(
  shopId: string,
  after: string | null,
): Promise<{ lines: SettingLine[]; next: string | null }> {
  const before = after !== null && /^\d{1,18}$/.test(after) ? BigInt(after) : null;
  const rows = await settingPage(shopId, before, PAGE + 1);
  const lines = rows.slice(0, PAGE).map(({ id, at, name, part, about, from, to }) => ({
    id: String(id),
    at: at.toISOString(),
    who: name,
    part: LOGGED_PARTS[part],
    about,
    from,
    to,
  }));
  return { lines, next: rows.length > PAGE ? (lines.at(-1)?.id ?? null) : null };
}
