import { Link } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { Fragment, useState } from "react";
import type { ShopOverview, TaskCard } from "../../domain/screens/home-page.ts";
import { TASK_ANSWER_WORDS, type TaskAnswer } from "../../domain/screens/tasks.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { Remark } from "../../ui/pages/remark.tsx";
import { Ago } from "../../ui/pages/ago.tsx";
import { PlainList } from "../../ui/lists/plain-list.tsx";
import { saveFile } from "./save-file.ts";

/** What managers are asked to look at, with the answers each takes. */
export function Tasks({ tasks: { cards, count } }: { tasks: ShopOverview["tasks"] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {count === 1 ? "1 task for a manager" : `${count} tasks for a manager`}
        </Text>
        <PlainList>
          {cards.map((task) => (
            <Task key={task.id} task={task} />
          ))}
        </PlainList>
        {count > cards.length ? (
          <Text as="p" tone="subdued">{`${count - cards.length} more come up when these are done.`}</Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Task({ task }: { task: TaskCard }) {
  const { id, title, advice, said, orderId, orderName, orders, orderCount, list, words, at, answers, hasFile } = task;
  const wordsOf = (as: TaskAnswer) => words[as] ?? TASK_ANSWER_WORDS[as];
  const [isMissing, setIsMissing] = useState(false);
  // A task that is done stays done until the page shows it so.
  const form = useForm();
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {orderId ? <Link to={`/app/orders/${orderId}`}>{orderName}</Link> : null}
        {`${orderId ? ": " : ""}${title}`}
      </Text>
      <Text as="p">{advice}</Text>
      {orderCount > 0 ? <OrdersOfTask orders={orders} count={orderCount} list={list} /> : null}
      {said ? <Text as="p" tone="subdued">{`Shopify said: ${said}`}</Text> : null}
      <div role="status">
        {isMissing ? (
          <Remark tone="critical">The file could not be fetched. Reload the page and try again.</Remark>
        ) : null}
      </div>
      <FormSaid form={form} shows="refusals" />
      <InlineStack gap="200" blockAlign="center">
        {hasFile ? (
          <Button onClick={async () => setIsMissing(!(await saveFile(`/app/tasks/${id}`, "customer data.zip")))}>
            Download the file
          </Button>
        ) : null}
        {answers.map((as) => (
          <Button
            key={as}
            disabled={form.isBusy || form.isDone}
            onClick={() => form.send(`${wordsOf(as)}: ${title}`, { taskId: id, as })}
            accessibilityLabel={`${wordsOf(as)}: ${title}`}
          >
            {wordsOf(as)}
          </Button>
        ))}
        <Text as="span" tone="subdued">
          <Ago at={at} />
        </Text>
      </InlineStack>
    </BlockStack>
  );
}

function OrdersOfTask({ orders, count, list }: { count: number } & Pick<TaskCard, "orders" | "list">) {
  const more = `${count - orders.length} more`;
  const narrowed = list === "lifted" ? "lifted=1" : list && `state=all&unsettled=${list.unsettled}`;
  return (
    <Text as="p">
      {count === 1 ? "1 order: " : `${count} orders: `}
      {orders.map(({ id, name }, at) => (
        <Fragment key={id}>
          {at > 0 ? ", " : ""}
          <Link to={`/app/orders/${id}`}>{name}</Link>
        </Fragment>
      ))}
      {count > orders.length ? (
        <>
          {" and "}
          {narrowed ? <Link to={`/app/orders?${narrowed}`}>{more}</Link> : more}
        </>
      ) : null}
    </Text>
  );
}
