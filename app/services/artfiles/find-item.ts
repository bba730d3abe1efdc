import { artfileCandidates } from "../../adapters/rows/items/uploads.ts";
import { ordersNamed } from "../../adapters/rows/orders/orders.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import {
  matchArtfile,
  uploadKey,
  type ArtfileMatch,
  type ArtfileRefusal,
} from "../../domain/files/file-names-match.ts";
import { whyNoArtfile } from "./why-no-artfile.ts";

/**
 * The item that a file of this member is for, or why there is none. It never leaves the member's own items, nor the order that
 * the file's name says; an item is named as the nearest only when it takes an artfile from them now.
 */
export async function findItem(shopId: string, actor: ActingMember, fileName: string): Promise<ArtfileMatch> {
  const answer = await findByName(shopId, actor, fileName);
  const itemId = "match" in answer ? answer.match : answer.refused.nearest;
  const why = itemId === undefined ? null : await whyNoArtfile(shopId, actor, itemId);
  if (why === null) return answer;
  if ("match" in answer) return refusedFor(why);
  const { nearest: _nearest, ...refused } = answer.refused;
  return { refused: { ...refused, sentences: [...refused.sentences, why] } };
}

async function findByName(shopId: string, actor: ActingMember, fileName: string): Promise<ArtfileMatch> {
  const artistId = isManager(actor) ? null : actor.memberId;
  const key = uploadKey(fileName);
  const answer = matchArtfile(fileName, await artfileCandidates(shopId, artistId, key));
  const said = "refused" in answer ? answer.refused.otherOrder : undefined;
  if (said === undefined) return answer;
  const orders = await ordersNamed(shopId, said);
  if (orders.length === 0) return refusedFor(`There is no order ${said}.`);
  const own = orders.filter((order) => artistId === null || order.artistId === artistId);
  if (own.length === 0)
    return refusedFor(
      orders.some((order) => order.artistId !== null)
        ? `Order ${said} belongs to another artist.`
        : `Order ${said} is not assigned to an artist yet.`,
    );
  // Older than all that were compared.
  const ofOrder = await artfileCandidates(
    shopId,
    artistId,
    key,
    own.map(({ id }) => id),
  );
  return ofOrder.length > 0
    ? matchArtfile(fileName, ofOrder)
    : refusedFor(`No item of order ${said} takes an artfile any more.`);
}

function refusedFor(sentence: string): { refused: ArtfileRefusal } {
  return { refused: { differs: [], sentences: [sentence] } };
}
