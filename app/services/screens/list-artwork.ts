import type { Installation } from "../../adapters/proofs/address-token.ts";
import { downloadAddress, MAX_ORDERS_IN_DOWNLOAD } from "../../adapters/proofs/files-access.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { ARTWORK_TABS, type ArtworkTab } from "../../domain/screens/artwork-tabs.ts";
import { listQueue } from "./list-queue.ts";
import { wallFacts } from "./list-reasons.ts";
import { listUploads } from "../artfiles/list-uploads.ts";

type Asked = {
  shopId: string;
  actor: ActingMember;
  tab: ArtworkTab;
  words: string;
  who: string | undefined;
  after: string | null;
};

/** One page of a tab of Artfile Production with the counts of all tabs, the member's uploads that Update has not committed, and the reasons, and for managers the artists to give work to. */
export async function listArtwork({ shopId, actor, tab, words, who, after }: Asked) {
  const tabs = isManager(actor) ? ARTWORK_TABS : ARTWORK_TABS.filter((one) => one !== "waiting");
  const [{ orderIds, counts, ...list }, uploads, { members: artists, reasons, installation }] = await Promise.all([
    listQueue({
      ...{ shopId, actor, step: "artwork", after },
      filters: { assigneeId: who, ...FILTERS[tab], words },
      counted: tabs.map((one) => ({ assigneeId: who, ...FILTERS[one] })),
      mostOrders: MAX_ORDERS_IN_DOWNLOAD + 1,
    }),
    listUploads({ shopId, actor }),
    wallFacts(shopId, actor, "artist"),
  ]);
  return {
    ...{ ...list, uploads, artists, reasons },
    tabs: tabs.map((one, at) => ({ tab: one, count: counts[at] ?? 0 })),
    downloadAll: zipOfPhotos({ shopId, installation }, actor, orderIds),
  };
}

/** A zip with the photos of all orders of the tab, on all its pages; its words say when it cannot hold them all. */
function zipOfPhotos(of: Installation, actor: ActingMember, orderIds: readonly string[]) {
  if (orderIds.length === 0) return null;
  const held = orderIds.slice(0, MAX_ORDERS_IN_DOWNLOAD);
  return {
    address: downloadAddress({ ...of, memberId: actor.memberId, what: "photos", orderIds: held }),
    words:
      held.length === orderIds.length
        ? "Download all photos (zip)"
        : `Download the photos of the first ${held.length} orders (zip)`,
  };
}

const FILTERS = {
  new: { rework: "new" },
  customer: { rework: "customer" },
  quality_control: { rework: "quality_control" },
  waiting: { assigneeId: "none" },
} as const satisfies Record<ArtworkTab, object>;
