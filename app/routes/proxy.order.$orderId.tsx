import type { LoaderFunctionArgs } from "@remix-run/node";
import { pageOfOrder } from "./who/customer-pages.ts";
import { showVisitor } from "./who/visit.ts";

/** The page of an order for the customer who is logged in. */
export function loader({ request, params }: LoaderFunctionArgs) {
  return showVisitor(request, (visit) => pageOfOrder(visit, params.orderId ?? "", request));
}
