import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { readWho } from "../../services/team/list-assignees.ts";
import { listMatchingPhotos } from "../../services/screens/list-photos-to-check.ts";
import { requirePage } from "../who/staff.ts";

/** All items that the search and the filter of Image Approval leave, on whatever page, for a selection of all of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "image_approval");
  const { searchParams } = new URL(request.url);
  const words = searchParams.get("q") ?? undefined;
  return json(await listMatchingPhotos({ shopId: shop.id, actor, words, who: readWho(searchParams.get("who")) }));
}
