import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateCustomer } from "../../adapters/shopify/customer-token.ts";
import { listWaitingOrders } from "../../services/customer/show-account-order.ts";
import { answerExtension } from "../who/extension.ts";

/** The orders that wait for the customer in whose account the extension asks; none for nobody. */
export function loader({ request }: LoaderFunctionArgs) {
  return answerExtension(request, async () => ({ orders: await listWaitingOrders(authenticateCustomer(request)) }));
}
