import { json, type ActionFunctionArgs } from "@remix-run/node";
import { receiveStaffPhoto } from "../services/receive-staff-photo.ts";
import { staffOf } from "../services/who-is-acting.ts";
import type { ActAnswer } from "../ui/use-act.ts";

/** Staff replace an item's photo, in a form with files. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const outcome = await receiveStaffPhoto(request, { shopId: shop.id, actor });
  return json<ActAnswer>("wrong" in outcome ? { kind: "wrong", sentence: outcome.wrong } : { kind: "act", outcome });
}
