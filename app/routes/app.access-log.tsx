import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { openAccessLog } from "../services/screens/open-access-log.ts";
import { staffOf } from "./who/staff.ts";

/** Who saw customers' data, as a file; fetched by a button of Home, because a plain link carries no session. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const file = openAccessLog({ shopId: shop.id, actor });
  if (!file) throw new Response("Who saw customers' data is for managers and admins.", { status: 403 });
  return new Response(createReadableStreamFromReadable(file.body), { headers: file.headers });
}
