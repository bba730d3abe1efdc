import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { receiveUpload } from "../services/artfiles/receive-upload.ts";
import { requirePage } from "../services/who/who-is-acting.ts";

/** Artfiles of any size by the tus protocol: what the artist's browser sends, with the session token in the header. */
async function answer({ request }: LoaderFunctionArgs | ActionFunctionArgs): Promise<Response> {
  const { shop, member } = await requirePage(request, "artfile_production");
  return receiveUpload(request, { shopId: shop.id, memberId: member.id });
}

export { answer as action, answer as loader };
