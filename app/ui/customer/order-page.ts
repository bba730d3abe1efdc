import type { CustomerItem, CustomerOrder } from "../../domain/screens/customer-order.ts";
import { isCustomersTurn } from "../../domain/screens/customer-standing.ts";
import { approveAllForm } from "./approval.ts";
import { framed, type Notice, type Place } from "./frame.ts";
import type { Door } from "./forms.ts";
import { html, type Html } from "./html.ts";
import { itemSection } from "./item-section.ts";
import { pageHref } from "./store-links.ts";

type Shown = { order: CustomerOrder; token: string; isLoggedIn: boolean; notice: Notice | null };

/** The page of one order: what waits for the customer first, then where everything else stands. */
export function orderPage(place: Place, { order, token, isLoggedIn, notice }: Shown): Html {
  const door: Door = { ...place, token };
  const waiting = order.items.filter(({ standing }) => isCustomersTurn(standing));
  const others = order.items.filter((item) => !waiting.includes(item));
  const sections = (items: CustomerItem[]) =>
    items.map((item) => itemSection(door, item, { itemCount: order.items.length, isFirst: item === waiting[0] }));
  return framed(
    place,
    notice,
    html`${isLoggedIn && html`<p class="proofline-back"><a href="${pageHref(place, "/")}">All my orders</a></p>`}
<header class="proofline-head">
<h1 class="proofline-head__title">Your order ${order.name}</h1>
<p class="proofline-head__summary">${summary(waiting.length, order.items.length)} <span class="proofline-head__day">Placed on ${order.placedOn}</span></p>
</header>
${sections(waiting)}
${approveAllForm(door, waiting)}
${waiting.length > 0 && others.length > 0 && html`<h2 class="proofline-between">The rest of your order</h2>`}
${sections(others)}
<p class="proofline-foot">Questions? Answer the email that brought you here, and ${order.shopName} gets back to you.</p>`,
  );
}

function summary(waiting: number, all: number): string {
  if (waiting === 0) return "There is nothing for you to do right now.";
  if (all === 1) return "We need your answer.";
  if (waiting === all) return all === 2 ? "Both items are waiting for you." : `All ${all} items are waiting for you.`;
  return `${waiting} of ${all} items ${waiting === 1 ? "is" : "are"} waiting for you.`;
}
