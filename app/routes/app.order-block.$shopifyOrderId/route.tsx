import type { LoaderFunctionArgs } from "@remix-run/node";
import { showOrderBlock } from "../../services/screens/show-order-block.ts";
import { answerExtension } from "../who/extension.ts";
import { requirePage } from "../who/staff.ts";

/** What the block on Shopify's page of an order shows this member; it asks with the admin's session token. */
export function loader({ request, params }: LoaderFunctionArgs) {
  return answerExtension(request, async () => {
    const { shop, actor } = await requirePage(request, "order");
    return { order: await showOrderBlock({ shopId: shop.id, actor, shopifyOrderId: params.shopifyOrderId ?? "" }) };
  });
}
