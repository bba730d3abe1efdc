import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { addressToHear } from "../../services/screens/hear-live.ts";
import { staffOf } from "../who/staff.ts";

/** The address at which this member's page hears of changes. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, member } = await staffOf(request);
  return json({ address: addressToHear({ shopId: shop.id, installation: shop.installation, memberId: member.id }) });
}
