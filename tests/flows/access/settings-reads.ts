import { db } from "../../../app/adapters/db.ts";
import { noteSettingChange } from "../../../app/adapters/rows/shop/setting-changes.ts";
import { listPictures } from "../../../app/services/screens/list-pictures.ts";
import { listAllReasons, listReasons, wallFacts } from "../../../app/services/screens/list-reasons.ts";
import { listSettingChanges } from "../../../app/services/screens/list-setting-changes.ts";
import { pictureOf } from "./of-place.ts";
import type { Read } from "./reads.ts";

/** What pages read of a shop's settings. */
export const SETTINGS_READS: Readonly<Record<string, Read>> = {
  listSettingChanges: async ({ shopId }, of) => {
    const change = { part: "guideline", before: null, after: { Text: "Eyes in focus" } } as const;
    await noteSettingChange(db(), { shopId: of.shopId, actor: of.owner, ...change });
    return (await listSettingChanges(shopId, null)).lines.map(({ who, to }) => [who, to]);
  },
  wallFacts: ({ shopId, owner }) => wallFacts(shopId, owner, "artist"),
  listReasons: ({ shopId }) => listReasons(shopId),
  listAllReasons: ({ shopId }) => listAllReasons(shopId),
  listPictures: async ({ shopId, owner: { memberId } }, of) => {
    const pictureId = await pictureOf(of);
    const shown = await listPictures({ shopId, installation: 1, memberId });
    return shown.some(({ id }) => id === pictureId) ? of.shopId : null;
  },
};
