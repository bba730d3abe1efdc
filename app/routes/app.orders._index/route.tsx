import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { ORDERS_STATES } from "../../domain/screens/order-line.ts";
import { UNSETTLED_CAUSES } from "../../domain/fulfilment/unsettled.ts";
import { isEnd, STEPS } from "../../domain/words/steps.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { listAssignable } from "../../services/team/list-assignable.ts";
import { listOrders } from "../../services/screens/list-orders.ts";
import { reassignOrders } from "../../services/team/reassign-orders.ts";
import { remindCustomers } from "../../services/emails/remind-customers.ts";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
import { Inset } from "../../ui/pages/inset.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { Pager } from "../../ui/lists/pager.tsx";
import { useAct } from "../../ui/acts/use-act.ts";
import { OrderFilters, type ChosenFilters } from "./order-filters.tsx";
import { OrdersTable } from "./orders-table.tsx";
import { readReassignment } from "./read-reassignment.ts";

export const meta: MetaFunction = () => [{ title: "Orders · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "orders");
  const { searchParams } = new URL(request.url);
  const step = STEPS.find((one) => one === searchParams.get("step"));
  const isEnded = step !== undefined && isEnd(step);
  const member = searchParams.get("member") ?? "";
  const chosen: ChosenFilters = {
    words: searchParams.get("q") ?? "",
    state: ORDERS_STATES.find((one) => one === searchParams.get("state")) ?? (isEnded ? "all" : "open"),
    step: step ?? "",
    member: member === "none" || isUuid(member) ? member : "",
    isOverdue: searchParams.get("overdue") === "1",
    isUnheld: searchParams.get("unheld") === "1",
    isStuck: searchParams.get("stuck") === "1",
    isWaiting: searchParams.get("waiting") === "1",
    isLifted: searchParams.get("lifted") === "1",
    unsettledCause: UNSETTLED_CAUSES.find((one) => one === searchParams.get("unsettled")) ?? null,
  };
  const { member: _, ...narrowed } = chosen;
  const filters = {
    ...narrowed,
    step,
    memberId: chosen.member || undefined,
    unsettledCause: chosen.unsettledCause ?? undefined,
  };
  const [list, assignable] = await Promise.all([
    listOrders({ shopId: shop.id, actor, filters, after: searchParams.get("after") }),
    listAssignable(shop.id),
  ]);
  return json({ ...list, assignable, chosen });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "orders");
  const form = await request.formData();
  const by = { shopId: shop.id, actor };
  return answerForm(form, by, async () => {
    if (form.get("intent") === "remind")
      return remindCustomers({ ...by, orderIds: String(form.get("orderIds")).split(",") });
    const asked = readReassignment(form);
    return "wrong" in asked ? { said: asked.wrong, isRefused: true } : reassignOrders(asked, by);
  });
}

export default function Orders() {
  const { lines, next, assignable, chosen } = useLoaderData<typeof loader>();
  const { act } = useAct();
  const asking = useForm();
  const { state: _, ...filters } = chosen;
  const isNarrowed = Object.values(filters).some(Boolean);
  return (
    <Page fullWidth title="Orders">
      <BlockStack gap="400">
        <Inset>
          <OrderFilters chosen={chosen} members={assignable} isNarrowed={isNarrowed || chosen.state !== "open"} />
        </Inset>
        {lines.length === 0 ? (
          <Card>
            <EmptyState
              heading={isNarrowed ? "No order matches" : chosen.state === "open" ? "No order is open" : "No order yet"}
              image=""
            >
              <p>
                {isNarrowed
                  ? "Take a filter away to see more."
                  : "Orders with a customer’s photo appear here as soon as they are placed."}
              </p>
            </EmptyState>
          </Card>
        ) : (
          <OrdersTable
            key={lines[0]!.orderId}
            lines={lines}
            assignable={assignable}
            isBusy={asking.isBusy}
            onAct={act}
            onPost={asking.send}
          />
        )}
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}
