import type { LoaderFunctionArgs } from "@remix-run/node";
import { listCustomerOrders } from "../services/customer/list-customer-orders.ts";
import { visitOf } from "./who/visit.ts";
import { answerInTheme } from "../ui/customer/frame.ts";
import { ordersPage } from "../ui/customer/other-pages.ts";

/** The orders of the customer who is logged in to the shop. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visit = await visitOf(request);
  return answerInTheme(ordersPage(visit, await listCustomerOrders(visit)));
}
