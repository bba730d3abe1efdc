import { json, type ActionFunctionArgs } from "@remix-run/node";
import { receiveArtfiles } from "../services/artfiles/receive-artfiles.ts";
import { whyNotTaken } from "../services/artfiles/why-not-taken.ts";
import { requirePage } from "./who/staff.ts";

/** Artfiles in a plain form: every file named in its own words, matched as by the larger door. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "artfile_production");
  const form = { contentType: request.headers.get("Content-Type"), body: request.body };
  const received = await receiveArtfiles(form, { shopId: shop.id, actor }).catch(whyNotTaken);
  if (received && "sentence" in received) return json({ wrong: received.sentence }, received.status);
  return received ? json(received) : json({ wrong: "Choose at least one file." }, 400);
}
