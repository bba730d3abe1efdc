import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { liveAddress } from "../../adapters/proofs/live-address.ts";
import { staffOf } from "../who/staff.ts";

/** The address at which this member's page hears of changes. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, member } = await staffOf(request);
  return json({ address: liveAddress({ shopId: shop.id, memberId: member.id }) });
}
