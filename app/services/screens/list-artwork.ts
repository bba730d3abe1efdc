import { downloadAddress } from "../../adapters/proofs/files-access.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { ARTWORK_TABS, type ArtworkTab } from "../../domain/screens/artwork-tabs.ts";
import { listAssignees } from "../team/list-assignees.ts";
import { countQueue, listQueue } from "./list-queue.ts";
import { listUploads } from "../artfiles/list-uploads.ts";

type Asked = {
  shopId: string;
  actor: ActingMember;
  tab: ArtworkTab;
  words: string;
  who: string | undefined;
  after: string | null;
};

/** One page of a tab of Artfile Production with the counts of all tabs, the member's uploads that Update has not committed, and for managers the artists to give work to. */
export async function listArtwork({ shopId, actor, tab, words, who, after }: Asked) {
  const tabs = isManager(actor) ? ARTWORK_TABS : ARTWORK_TABS.filter((one) => one !== "waiting");
  const queue = { shopId, actor, step: "artwork" as const };
  const [list, uploads, artists, counts] = await Promise.all([
    listQueue({ ...queue, filters: { assigneeId: who, ...FILTERS[tab], words }, after }),
    listUploads({ shopId, actor }),
    listAssignees(shopId, actor, "artist"),
    Promise.all(
      tabs.map(async (one) => ({
        tab: one,
        count: await countQueue({ ...queue, filters: { assigneeId: who, ...FILTERS[one] } }),
      })),
    ),
  ]);
  const orderIds = [...new Set(list.cards.map(({ orderId }) => orderId))];
  const downloadAll =
    orderIds.length > 0 ? downloadAddress({ shopId, memberId: actor.memberId, what: "photos", orderIds }) : null;
  return { ...list, uploads, artists, tabs: counts, downloadAll };
}

const FILTERS = {
  new: { rework: "new" },
  customer: { rework: "customer" },
  quality_control: { rework: "quality_control" },
  waiting: { assigneeId: "none" },
} as const satisfies Record<ArtworkTab, object>;
