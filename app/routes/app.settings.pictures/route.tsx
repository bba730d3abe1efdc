import { json, type ActionFunctionArgs } from "@remix-run/node";
import type { FormAnswer } from "../../domain/words/said.ts";
import { receiveShopPicture } from "../../services/artfiles/receive-shop-picture.ts";
import { whyNotTaken } from "../../services/artfiles/why-not-taken.ts";
import { requirePage } from "../who/staff.ts";

/** Where an admin sends a picture of the shop's own: a form with the fields formId, place, reasonId and alt, then the file. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "flow_settings");
  const form = { contentType: request.headers.get("Content-Type"), body: request.body };
  const answer = await receiveShopPicture(form, { shopId: shop.id, actor }).catch(whyNotTaken);
  if (answer === "under_way") return new Response(null, { status: 503, headers: { "Retry-After": "2" } });
  if ("sentence" in answer) return json<FormAnswer>({ said: answer.sentence, isRefused: true }, answer.status);
  return json<FormAnswer>(answer, answer.isRefused ? 400 : 200);
}
