import { Link } from "@remix-run/react";
import { IndexTable, Text, useBreakpoints, useIndexResourceState } from "@shopify/polaris";
import { useState } from "react";
import type { Command } from "../../domain/workflow/actions.ts";
import type { OrderLine } from "../../domain/screens/order-line.ts";
import type { Assignable } from "../../domain/screens/order-page.ts";
import { isEnd } from "../../domain/words/steps.ts";
import { ROLE_NAMES } from "../../domain/words/roles.ts";
import { Ago } from "../../ui/pages/ago.tsx";
import { AssignDialog } from "../../ui/acts/assign-dialog.tsx";
import { MoveDialog } from "../../ui/acts/move-dialog.tsx";
import { NoteDialog } from "../../ui/acts/note-dialog.tsx";
import { StepBadges } from "../../ui/lists/step-badges.tsx";
import type { ActTarget } from "../../ui/acts/use-act.ts";
import "./orders-table.css";

type Props = {
  lines: readonly OrderLine[];
  assignable: readonly Assignable[];
  isBusy: boolean;
  onAct: (command: Command, targets: readonly ActTarget[]) => void;
  /** Posts to the page itself what the title says. */
  onPost: (title: string, fields: Record<string, string>) => void;
};

/** The orders of a page, to be opened, or selected and moved, assigned or cancelled together. */
export function OrdersTable({ lines, assignable, isBusy, onAct, onPost }: Props) {
  const orders = lines.map((line) => ({ ...line, id: line.orderId }));
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(orders);
  const [dialog, setDialog] = useState<"move" | "assign" | "cancel" | null>(null);
  const { smDown } = useBreakpoints();
  const selected = orders.filter(({ id }) => selectedResources.includes(id));
  const open = selected.flatMap(({ items }) => items.filter(({ step }) => !isEnd(step)));
  const count = selected.length === 1 ? selected[0]!.orderName : `${selected.length} orders`;
  const orderIds = selected.map(({ orderId }) => orderId).join(",");
  const close = () => setDialog(null);
  const end = () => {
    close();
    clearSelection();
  };
  return (
    <>
      <IndexTable
        resourceName={{ singular: "order", plural: "orders" }}
        itemCount={orders.length}
        condensed={smDown}
        selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        headings={[
          { title: "Order" },
          { title: "Placed" },
          { title: "Customer" },
          { title: "Items" },
          { title: "Who works on it" },
        ]}
        promotedBulkActions={[
          { content: "Move", disabled: isBusy, onAction: () => setDialog("move") },
          { content: "Assign", disabled: isBusy, onAction: () => setDialog("assign") },
          {
            content: "Remind the customer",
            disabled: isBusy,
            onAction: () => {
              onPost(`Remind the customers of ${count}`, { intent: "remind", orderIds });
              end();
            },
          },
          { content: "Cancel", disabled: isBusy, onAction: () => setDialog("cancel") },
        ]}
      >
        {orders.map((order, at) => (
          <IndexTable.Row key={order.id} id={order.id} position={at} selected={selectedResources.includes(order.id)}>
            {smDown ? <Condensed order={order} /> : <Cells order={order} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
      {dialog === "move" ? (
        <MoveDialog
          title={`Move ${open.length === 1 ? "1 item" : `${open.length} items`} of ${count}`}
          items={open}
          onClose={close}
          onMove={(command) => {
            onAct(
              command,
              open.filter(({ step }) => command.action !== "move" || step !== command.to),
            );
            end();
          }}
        />
      ) : null}
      {dialog === "cancel" ? (
        <NoteDialog
          title={`Cancel ${count}`}
          label="Why? (optional) Every open item leaves the queues; nothing is cancelled in Shopify."
          isRequired={false}
          confirm={`Cancel ${open.length === 1 ? "1 item" : `${open.length} items`}`}
          onClose={close}
          onConfirm={(note) => {
            onAct({ action: "cancel", note }, open);
            end();
          }}
        />
      ) : null}
      {dialog === "assign" ? (
        <AssignDialog
          title={`Assign ${count}`}
          assignable={assignable}
          onClose={close}
          onAssign={(fields) => {
            onPost(`Assign ${count}`, { ...fields, orderIds });
            end();
          }}
        />
      ) : null}
    </>
  );
}

function Cells({ order }: { order: OrderLine }) {
  return (
    <>
      <IndexTable.Cell>
        <OrderLink order={order} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Ago at={order.placedAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>{order.customerName ?? "–"}</IndexTable.Cell>
      <IndexTable.Cell>
        <StepBadges items={order.items} isInShadow={order.isInShadow} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {order.assignees.length === 0 ? (
          <Text as="span" tone="subdued">
            Nobody yet
          </Text>
        ) : null}
        {order.assignees.map(({ role, name }) => (
          <div key={role}>
            {name}{" "}
            <Text as="span" tone="subdued">
              {ROLE_NAMES[role].toLowerCase()}
            </Text>
          </div>
        ))}
      </IndexTable.Cell>
    </>
  );
}

function Condensed({ order }: { order: OrderLine }) {
  return (
    <div className="orders-condensed">
      <span>
        <OrderLink order={order} /> · <Ago at={order.placedAt} />
      </span>
      {order.customerName ? <span>{order.customerName}</span> : null}
      <StepBadges items={order.items} isInShadow={order.isInShadow} />
      <Text as="span" tone="subdued">
        {order.assignees.map(({ name }) => name).join(", ") || "Nobody yet"}
      </Text>
    </div>
  );
}

function OrderLink({ order }: { order: OrderLine }) {
  return (
    <Link to={`/app/orders/${order.orderId}`} onClick={(event) => event.stopPropagation()}>
      <Text as="span" fontWeight="semibold">
        {order.orderName}
      </Text>
    </Link>
  );
}
