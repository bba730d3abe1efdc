import { json, type ActionFunctionArgs } from "@remix-run/node";
import { receiveItemArtfile } from "../services/artfiles/receive-item-artfile.ts";
import { whyNotTaken } from "../services/artfiles/why-not-taken.ts";
import { staffOf } from "./who/staff.ts";
import type { ActAnswer } from "../domain/acting/acts-line.ts";

/** Staff replace an item's artfile, in a form with one file. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const form = { contentType: request.headers.get("Content-Type"), body: request.body };
  const outcome = await receiveItemArtfile(form, { shopId: shop.id, actor }).catch(whyNotTaken);
  if ("sentence" in outcome) return json<ActAnswer>({ kind: "wrong", sentence: outcome.sentence }, outcome.status);
  return json<ActAnswer>("wrong" in outcome ? { kind: "wrong", sentence: outcome.wrong } : { kind: "act", outcome });
}
