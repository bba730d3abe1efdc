import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { receiveUpload } from "../services/artfiles/receive-upload.ts";
import { requirePage } from "./who/staff.ts";

/** Artfiles of any size by the tus protocol: what the artist's browser sends, with the session token in the header. */
async function answer({ request }: LoaderFunctionArgs | ActionFunctionArgs): Promise<Response> {
  const { shop, member } = await requirePage(request, "artfile_production");
  const { method, url, headers, body, signal } = request;
  const asked = { method, url, headers: Object.fromEntries(headers), body, signal };
  const answered = await receiveUpload(asked, { shopId: shop.id, memberId: member.id });
  return new Response(answered.body, { status: answered.status, headers: answered.headers });
}

export { answer as action, answer as loader };
