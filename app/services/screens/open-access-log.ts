import { Readable } from "node:stream";
import { accessPage } from "../../adapters/rows/shop/accesses.ts";
import { attachmentName } from "../../domain/files/download-names.ts";
import { ACCESS_WORDS, csvLine } from "../../domain/screens/access.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { STRANGERS_BYTES, type OpenFile } from "../artfiles/open-file.ts";

const PAGE = 500;

/** Who saw customers' data, newest first, as a CSV file for those who may read it; null for everybody else. */
export function openAccessLog({ shopId, actor }: { shopId: string; actor: ActingMember }): OpenFile | null {
  if (!mayDo("read_access_log", actor)) return null;
  const headers = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": attachmentName("who saw customers' data.csv"),
    "Cache-Control": "private, no-store",
    ...STRANGERS_BYTES,
  };
  return { body: Readable.from(linesOf(shopId)), headers };
}

async function* linesOf(shopId: string): AsyncGenerator<string> {
  yield csvLine(["When (UTC)", "Who", "By what", "Orders"]);
  for (let before: bigint | null = null; ;) {
    const page: Awaited<ReturnType<typeof accessPage>> = await accessPage(shopId, before, PAGE);
    for (const { at, name, kind, orders } of page)
      yield csvLine([at.toISOString(), name, ACCESS_WORDS[kind], orders.join(" ")]);
    if (page.length < PAGE) return;
    before = page.at(-1)!.id;
  }
}
