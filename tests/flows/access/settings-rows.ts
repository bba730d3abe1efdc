import { db } from "../../../app/adapters/db.ts";
import { findShopPicture, shopPictures } from "../../../app/adapters/rows/shop/pictures.ts";
import { allReasons, isReasonUsed, reasonName, reasonsInUse } from "../../../app/adapters/rows/shop/reasons.ts";
import { noteSettingChange, settingPage } from "../../../app/adapters/rows/shop/setting-changes.ts";
import { pictureOf } from "./of-place.ts";
import { none, type Read } from "./reads.ts";

/** What is read of the rows of a shop's settings. */
export const SETTINGS_ROWS: Readonly<Record<string, Read>> = {
  reasonName: async ({ shopId }, of) => {
    const name = await reasonName(none, shopId, of.reasonIds[0]!);
    return name === null ? null : of.reasonIds[0];
  },
  reasonsInUse: ({ shopId }) => reasonsInUse(shopId),
  allReasons: ({ shopId }) => allReasons(shopId),
  isReasonUsed: async ({ shopId }, of) => {
    const issue = await db().issue.findFirstOrThrow({ where: { shopId: of.shopId } });
    return (await isReasonUsed(none, shopId, issue.reasonId)) ? of.reasonIds[0] : null;
  },
  shopPictures: async ({ shopId }, of) => {
    const pictureId = await pictureOf(of);
    return (await shopPictures(shopId)).some(({ id }) => id === pictureId) ? of.shopId : null;
  },
  findShopPicture: async ({ shopId }, of) => ((await findShopPicture(shopId, await pictureOf(of))) ? of.shopId : null),
  settingPage: async ({ shopId }, of) => {
    const change = { part: "guideline", before: null, after: { Text: "Eyes in focus" } } as const;
    await noteSettingChange(db(), { shopId: of.shopId, actor: of.owner, ...change });
    return (await settingPage(shopId, null, 1)).map(({ name, to }) => [name, to]);
  },
};
