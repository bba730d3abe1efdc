import type { LoaderFunctionArgs } from "@remix-run/node";
import { listPage } from "./who/customer-pages.ts";
import { showVisitor } from "./who/visit.ts";

/** The orders of the customer who is logged in to the shop. */
export function loader({ request }: LoaderFunctionArgs) {
  return showVisitor(request, listPage);
}
