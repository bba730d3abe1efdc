import { hasPhotoArrived } from "../../services/customer/has-photo-arrived.ts";
import { isGuessing } from "../../services/customer/is-guessing.ts";
import { listCustomerOrders } from "../../services/customer/list-customer-orders.ts";
import { showCustomerOrder } from "../../services/customer/show-customer-order.ts";
import { orderOfCustomer, orderOfLink, type Visit, type VisitedOrder } from "../../services/who/who-is-visiting.ts";
import { answerInTheme } from "../../ui/customer/frame.ts";
import { photoNotice } from "../../ui/customer/notices.ts";
import { orderPage } from "../../ui/customer/order-page.ts";
import { logInPage, ordersPage, tooManyPage, unknownPage } from "../../ui/customer/other-pages.ts";

/** The orders of the customer who is logged in to the shop. */
export async function listPage(visit: Visit): Promise<Response> {
  const orders = await listCustomerOrders(visit);
  return answerInTheme(orders ? ordersPage(visit, orders) : logInPage(visit, "/"));
}

/** The page of an order by the link in an email. Looking at it decides nothing. */
export async function pageOfLink(visit: Visit, token: string, request: Request): Promise<Response> {
  const visited = await orderOfLink(visit, token);
  return visited ? pageOf(visit, visited, request) : opensNothing(visit);
}

/** What is answered where a link or a number opens nothing: whoever tries many is told to wait. What is right is never asked how many. */
export async function opensNothing(visit: Visit): Promise<Response> {
  return (await isGuessing(visit)) ? answerInTheme(tooManyPage(visit), 429) : answerInTheme(unknownPage(visit), 404);
}

/** The page of an order for the customer who is logged in, by Shopify's number of the order. Its forms lead to the order's link. */
export async function pageOfOrder(visit: Visit, shopifyOrderId: string, request: Request): Promise<Response> {
  const isNumber = /^\d{1,20}$/.test(shopifyOrderId);
  if (visit.customerId === null) return answerInTheme(logInPage(visit, isNumber ? `/order/${shopifyOrderId}/` : "/"));
  const visited = await orderOfCustomer(visit, shopifyOrderId);
  return visited ? pageOf(visit, visited, request) : opensNothing(visit);
}

async function pageOf(visit: Visit, { orderId, token }: VisitedOrder, request: Request): Promise<Response> {
  const place = { shopId: visit.shop.id, orderId };
  const query = new URL(request.url).searchParams;
  const [order, hasArrived] = await Promise.all([
    showCustomerOrder(place),
    hasPhotoArrived({ ...place, actId: query.get("act") ?? "" }),
  ]);
  const notice = photoNotice(query, { hasArrived });
  return answerInTheme(orderPage(visit, { order, token, isLoggedIn: visit.customerId !== null, notice }));
}
