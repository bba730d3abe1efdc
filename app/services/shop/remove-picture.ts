import { inTransaction } from "../../adapters/db.ts";
import { queueDropping } from "../../adapters/queue/queue.ts";
import { dropPicture, shopPictures } from "../../adapters/rows/shop/pictures.ts";
import { lockReasons } from "../../adapters/rows/shop/reasons.ts";
import { noteSettingChange } from "../../adapters/rows/shop/setting-changes.ts";
import { altOf, PICTURE_NAMES } from "../../domain/shop/pictures.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { Said } from "../../domain/words/said.ts";

type Wish = { shopId: string; actor: ActingMember; pictureId: string };

/** Takes a picture of the shop's own away, for admins. */
export async function removePicture({ shopId, actor, pictureId }: Wish): Promise<Said> {
  if (!mayDo("change_reasons", actor) || !mayDo("set_guideline", actor))
    return { said: REFUSAL_WORDS.not_your_role, isRefused: true };
  await inTransaction(async (tx) => {
    const reasons = await lockReasons(tx, shopId);
    const picture = (await shopPictures(shopId, tx)).find(({ id }) => id === pictureId);
    if (!picture) return;
    await queueDropping(tx, shopId, await dropPicture(tx, shopId, pictureId));
    const reason = reasons.find(({ id }) => id === picture.reasonId);
    const name = PICTURE_NAMES[picture.place];
    const about = reason ? `${reason.name}: ${name.toLowerCase()}` : name;
    const before = { [about]: `a picture (${altOf(picture)})` };
    await noteSettingChange(tx, { shopId, actor, part: reason ? "reasons" : "guideline", before, after: null });
  });
  return { said: "The picture is gone.", isRefused: false };
}
