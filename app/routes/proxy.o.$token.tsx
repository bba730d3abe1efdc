import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { decideAsCustomer } from "../services/customer/decide-as-customer.ts";
import { showCustomerOrder } from "../services/customer/show-customer-order.ts";
import { orderOfLink } from "../services/who/who-is-visiting.ts";
import { answerInTheme, type Notice } from "../ui/customer/frame.ts";
import { noticeOf, takenBackNotice } from "../ui/customer/notices.ts";
import { orderPage } from "../ui/customer/order-page.ts";
import { opensNothing, pageOfLink } from "./who/customer-pages.ts";
import { showVisitor } from "./who/visit.ts";

/** The page of an order by the link in an email. Looking at it decides nothing. */
export function loader({ request, params }: LoaderFunctionArgs) {
  return showVisitor(request, (visit) => pageOfLink(visit, params.token ?? "", request));
}

/** A decision by a form of that page. It answers with the page itself: the shop's proxy would follow a redirect on its own. */
export function action({ request, params }: ActionFunctionArgs) {
  return showVisitor(request, async (visit) => {
    const visited = await orderOfLink(visit, params.token ?? "");
    if (!visited) return opensNothing(visit);
    const place = { shopId: visit.shop.id, orderId: visited.orderId };
    const form = new URLSearchParams(await request.text());
    const answer = await decideAsCustomer(place, { fields: Object.fromEntries(form), targets: form.getAll("target") });
    const order = await showCustomerOrder(place);
    const notice: Notice =
      "wrong" in answer
        ? { kind: "problem", title: "Nothing was decided yet", lines: [answer.wrong] }
        : answer.intent === "take_back"
          ? takenBackNotice(answer.outcome, order)
          : noticeOf(answer.intent, answer.outcome, order);
    const meaning = "wrong" in answer ? 422 : notice.kind === "problem" ? 409 : 200;
    return answerInTheme(
      orderPage(visit, { order, token: visited.token, isLoggedIn: visit.customerId !== null, notice }),
      meaning,
    );
  });
}
