import { json, type ActionFunctionArgs } from "@remix-run/node";
import { receiveMemberPhoto } from "../services/artfiles/receive-member-photo.ts";
import { whyNotTaken } from "../services/artfiles/why-not-taken.ts";
import { staffOf } from "./who/staff.ts";
import type { ActAnswer } from "../domain/acting/acts-line.ts";

/** Where a manager replaces an item's photo: a form with the fields actId, target and note, then the files. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const form = { contentType: request.headers.get("Content-Type"), body: request.body };
  const received = await receiveMemberPhoto(form, { shopId: shop.id, actor }).catch(whyNotTaken);
  if ("sentence" in received) return json<ActAnswer>({ kind: "wrong", sentence: received.sentence }, received.status);
  return "wrong" in received
    ? json<ActAnswer>({ kind: "wrong", sentence: received.wrong }, 400)
    : json<ActAnswer>({ kind: "act", ...received });
}
