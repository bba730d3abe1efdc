import type { LoaderFunctionArgs } from "@remix-run/node";
import { showCustomerOrder } from "../services/customer/show-customer-order.ts";
import { orderOfCustomer } from "../services/who/who-is-visiting.ts";
import { visitOf } from "./who/visit.ts";
import { answerInTheme } from "../ui/customer/frame.ts";
import { photoNotice } from "../ui/customer/notices.ts";
import { orderPage } from "../ui/customer/order-page.ts";
import { ordersPage, unknownPage } from "../ui/customer/other-pages.ts";

/** The page of an order for the customer who is logged in, by Shopify's number of the order. Its forms lead to the order's link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visit = await visitOf(request);
  if (visit.customerId === null) return answerInTheme(ordersPage(visit, null));
  const visited = await orderOfCustomer(visit, params.orderId ?? "");
  if (!visited) return answerInTheme(unknownPage(visit), 404);
  const order = await showCustomerOrder({ shopId: visit.shop.id, orderId: visited.orderId });
  const notice = photoNotice(new URL(request.url).searchParams);
  return answerInTheme(orderPage(visit, { order, token: visited.token, isLoggedIn: true, notice }));
}
