import { Link } from "@remix-run/react";
import { List } from "@shopify/polaris";
import { whyWords, type BatchLine } from "../../domain/acting/batch.ts";

const OUTCOME_WORDS = {
  waiting: "Its turn has not come yet.",
  done: "Done.",
  undone: "Taken back.",
  not_done: "Not done.",
  left_out: "Left out.",
} as const;

/** Items of a batch, each with the way to its order and what has become of it. */
export function BatchLines({ lines }: { lines: readonly BatchLine[] }) {
  if (lines.length === 0) return null;
  return (
    <List>
      {lines.map(({ itemId, orderId, orderName, itemNumber, outcome, why }) => (
        <List.Item key={itemId}>
          <Link to={`/app/orders/${orderId}`}>{`${orderName} item ${itemNumber}`}</Link>
          {`: ${why ? whyWords(why) : OUTCOME_WORDS[outcome]}`}
        </List.Item>
      ))}
    </List>
  );
}
