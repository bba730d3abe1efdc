import { Link } from "@remix-run/react";
import { BlockStack, Box, Button, Card, ChoiceList, InlineStack, List, Scrollable, Text } from "@shopify/polaris";
import { useState } from "react";
import type { StartWith } from "../../domain/shop/shadow.ts";
import { foundWords, many, wouldHappen, type StartShown } from "../../domain/shop/start-shown.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { Remark } from "../../ui/pages/remark.tsx";
import { StartDialog } from "./start-dialog.tsx";

type Props = { start: StartShown; isAdmin: boolean };

/** What was found in shadow, what would be held and asked, and with which orders the shop starts. */
export function StartCard({ start, isAdmin }: Props) {
  const { inShadow, stage, isReading, asksAtOnce } = start;
  if (inShadow === null) return null;
  const isFirst = stage === "shadow";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {isFirst ? "Proofline looks on and has not started" : `${many(inShadow.orders, "order")} not started with`}
        </Text>
        <Text as="p">
          {isFirst
            ? "Nothing has changed in Shopify, no customer is written to, and nobody has work here. Orders with customers’ photos are read as they come, and the photos are kept."
            : "They were placed before you started and are left as they are: not held, not worked on. "}
          {isFirst ? null : <Link to="/app/orders?state=shadow">See which</Link>}
        </Text>
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            What was found
          </Text>
          <Text as="p">{foundWords(inShadow)}</Text>
          {isReading ? <Remark tone="info">Your open orders are still being read. There may be more.</Remark> : null}
        </BlockStack>
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            What would be held and asked
          </Text>
          <List>
            {wouldHappen(inShadow, asksAtOnce).map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        </BlockStack>
        {isAdmin ? (
          <Choices start={start} isFirst={isFirst} />
        ) : (
          <Text as="p">An admin of your shop starts it here.</Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Choices({ start: { inShadow, orders }, isFirst }: { start: StartShown; isFirst: boolean }) {
  const [chosen, setChosen] = useState<StartWith>(isFirst ? "new" : "picked");
  const [picked, setPicked] = useState<string[]>([]);
  const [isAsked, setIsAsked] = useState(false);
  const form = useForm();
  const all = inShadow?.orders ?? 0;
  const count = { new: 0, picked: picked.length, all }[chosen];
  const start = () => {
    setIsAsked(false);
    form.send(count === 0 ? "Start" : `Start with ${many(count, "order")}`, {
      intent: "start",
      with: chosen,
      orderIds: chosen === "picked" ? picked.join() : "",
    });
  };
  return (
    <BlockStack gap="300">
      <ChoiceList
        title="Start with"
        selected={[chosen]}
        onChange={([one]) => setChosen(one as StartWith)}
        choices={[
          ...(isFirst
            ? [{ value: "new", label: "New orders only", helpText: "What is open now stays as it is." }]
            : []),
          { value: "picked", label: "These open orders", helpText: isFirst ? "And every new one." : undefined },
          {
            value: "all",
            label: `All ${many(all, "open order")}`,
            helpText: isFirst ? "And every new one." : undefined,
          },
        ]}
      />
      {chosen === "picked" ? <Pick orders={orders} all={all} picked={picked} onPick={setPicked} /> : null}
      <FormSaid form={form} />
      <InlineStack>
        <Button
          variant="primary"
          loading={form.isBusy}
          disabled={chosen === "picked" && picked.length === 0}
          onClick={() => setIsAsked(true)}
        >
          {count === 0 ? "Start" : `Start with ${many(count, "order")}`}
        </Button>
      </InlineStack>
      {isAsked ? (
        <StartDialog count={count} isFirst={isFirst} onClose={() => setIsAsked(false)} onStart={start} />
      ) : null}
    </BlockStack>
  );
}

type PickProps = {
  orders: StartShown["orders"];
  all: number;
  picked: string[];
  onPick: (orderIds: string[]) => void;
};

function Pick({ orders, all, picked, onPick }: PickProps) {
  return (
    <Box borderWidth="025" borderColor="border" borderRadius="200" padding="200">
      <Scrollable style={{ maxHeight: "16rem" }} focusable>
        <ChoiceList
          allowMultiple
          title={
            orders.length < all ? `The ${orders.length} newest orders` : `${many(orders.length, "order")}, newest first`
          }
          selected={picked}
          onChange={onPick}
          choices={orders.map(({ id, name, items, placedAt }) => ({
            value: id,
            label: `${name} · ${many(items, "item")} · ${placedAt.slice(0, 10)}`,
          }))}
        />
      </Scrollable>
    </Box>
  );
}
