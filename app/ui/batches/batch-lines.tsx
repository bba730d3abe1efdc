import { Link } from "@remix-run/react";
import { List } from "@shopify/polaris";
import { doneWord, whyWords, type BatchLine, type BatchProgress } from "../../domain/acting/batch.ts";

const OUTCOME_WORDS = {
  waiting: "Its turn has not come yet.",
  undone: "Taken back.",
  not_done: "Not done.",
  left_out: "Left out.",
} as const;

type Props = { progress: BatchProgress; lines?: readonly BatchLine[] };

/** Items of a batch, all that are known or these, each with the way to its order and what has become of it. */
export function BatchLines({ progress, lines = progress.lines }: Props) {
  if (lines.length === 0) return null;
  return (
    <List>
      {lines.map(({ itemId, orderId, orderName, itemNumber, outcome, why }) => (
        <List.Item key={itemId}>
          <Link to={`/app/orders/${orderId}`}>{`${orderName} item ${itemNumber}`}</Link>
          {`: ${why ? whyWords(why) : outcome === "done" ? sentence(doneWord(progress)) : OUTCOME_WORDS[outcome]}`}
        </List.Item>
      ))}
    </List>
  );
}

function sentence(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}.`;
}
