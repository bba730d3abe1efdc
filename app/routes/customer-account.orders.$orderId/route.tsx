import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateCustomer } from "../../adapters/shopify/customer-token.ts";
import { showAccountOrder } from "../../services/customer/show-account-order.ts";
import { answerExtension } from "../who/extension.ts";

/** What waits under an order of the customer's account; the same nothing for whoever may not see it, and where there is nothing to see. */
export function loader({ request, params }: LoaderFunctionArgs) {
  return answerExtension(request, async () => ({
    order: await showAccountOrder(authenticateCustomer(request), params.orderId ?? ""),
  }));
}
