import { Banner, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { Link } from "@remix-run/react";
import type { Action } from "../../domain/workflow/actions.ts";
import type { ActOutcome, MovedItem, RefusedItem } from "../../domain/workflow/act-outcome.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { STEP_NAMES } from "../../domain/words/steps.ts";
import { useSecondsLeft } from "../pages/use-seconds-left.ts";
import { BatchCard } from "../batches/batch-card.tsx";
import type { ActAnswer, Answered } from "../../domain/acting/acts-line.ts";

const MOST_LISTED = 6;

type Props = { answered: Answered; onUndo: () => void; onAgain: () => void; onDismiss: () => void };

/** What became of one thing that was asked for: what moved on and where to, with undo for ten seconds, and what was left as it is and why. */
export function ActResult({ answered, onUndo, onAgain, onDismiss }: Props) {
  const { answer, title } = answered;
  if (answer.kind === "undo") return <Undone answer={answer} onDismiss={onDismiss} />;
  if (answer.kind === "act")
    return <Acted key={answer.outcome.actId} {...answer} onUndo={onUndo} onDismiss={onDismiss} />;
  if (answer.kind === "said")
    return <Banner tone={answer.isRefused ? "critical" : "success"} title={answer.said} onDismiss={onDismiss} />;
  if (answer.kind === "batch")
    return <BatchCard answered={answered} known={answer.progress} onUndo={onUndo} onDismiss={onDismiss} />;
  const about = title ? `${title}. ` : "";
  return (
    <Banner tone="critical" title={about + answer.sentence} onDismiss={onDismiss}>
      {answer.kind === "failed" ? <Button onClick={onAgain}>Try again</Button> : null}
    </Banner>
  );
}

type ActedProps = { outcome: ActOutcome; remark?: string; onUndo: () => void; onDismiss: () => void };

function Acted({ outcome, remark, onUndo, onDismiss }: ActedProps) {
  const { moved, refused } = outcome;
  const left = useSecondsLeft(outcome.undoableUntil);
  if (moved.length === 0 && refused.length === 0) return null;
  const named = moved.filter(({ isSibling }) => !isSibling);
  const lines = moved.filter(
    ({ waitsFor, isSibling, placedOn, from, to }) =>
      waitsFor.length > 0 ||
      isSibling ||
      (placedOn !== undefined && from !== to) ||
      (named.length > 1 && named.length <= MOST_LISTED),
  );
  const placed = named.find(({ placedOn }) => placedOn !== undefined);
  const isUndoable = moved.length > 0 && left > 0;
  return (
    <Banner
      tone={refused.length > 0 ? "critical" : "success"}
      title={moved.length > 0 ? headline(moved, outcome.action) : leftAsTheyAre(refused.length)}
      onDismiss={onDismiss}
    >
      {lines.length > 0 || refused.length > 0 || isUndoable || placed || remark ? (
        <BlockStack gap="200">
          {remark ? <Text as="p">{remark}</Text> : null}
          {moved.length > 0 && refused.length > 0 ? (
            <Text as="p" fontWeight="semibold">
              {leftAsTheyAre(refused.length)}
            </Text>
          ) : null}
          {refused.length > 0 ? <Refused refused={refused} /> : null}
          {lines.length > 0 ? (
            <List>
              {lines.slice(0, MOST_LISTED).map((item) => (
                <List.Item key={item.itemId}>{whereTo(item)}</List.Item>
              ))}
              {lines.length > MOST_LISTED ? <List.Item>{`and ${lines.length - MOST_LISTED} more`}</List.Item> : null}
            </List>
          ) : null}
          {placed ? (
            <Link to={`/app/orders/${placed.orderId}#item-${placed.itemNumber}`}>
              {`Open ${placed.orderName} item ${placed.itemNumber}`}
            </Link>
          ) : null}
          {isUndoable ? (
            <InlineStack gap="200" blockAlign="center">
              <Button onClick={onUndo} accessibilityLabel="Undo (key U)">
                Undo
              </Button>
              <Text as="span" tone="subdued">
                <span aria-hidden>{`${left} s left. `}</span>Nothing is sent before that.
              </Text>
            </InlineStack>
          ) : null}
        </BlockStack>
      ) : null}
    </Banner>
  );
}

function leftAsTheyAre(count: number): string {
  return count === 1 ? "1 item was left as it is" : `${count} items were left as they are`;
}

function headline(moved: readonly MovedItem[], action: Action): string {
  const named = moved.filter(({ isSibling }) => !isSibling);
  const [first] = named;
  if (first?.placedOn) return `The photo of ${first.orderName} item ${first.itemNumber} belongs to ${first.placedOn}`;
  const items = named.length === 1 ? `${named[0]!.orderName} item ${named[0]!.itemNumber}` : `${named.length} items`;
  const [be, wait] = named.length === 1 ? ["is", "waits"] : ["are", "wait"];
  const places = named.map(({ from, to, waitsFor }) =>
    waitsFor.length > 0
      ? `${wait} for the rest of the order`
      : from === to
        ? action === "send_to_printer"
          ? `${be} marked as sent to the printer`
          : `${be} marked`
        : `${be} now in ${STEP_NAMES[to]}`,
  );
  return `${items} ${[...new Set(places)].join(" or ")}`;
}

function whereTo({ orderName, itemNumber, from, to, waitsFor }: MovedItem): string {
  const item = `${orderName} item ${itemNumber}`;
  if (waitsFor.length === 0) return from === to ? item : `${item} moved on to ${STEP_NAMES[to]}`;
  return `${item} waits for ${waitsFor.map((sibling) => `item ${sibling.itemNumber} (${STEP_NAMES[sibling.step]})`).join(", ")}`;
}

function Refused({ refused }: { refused: readonly RefusedItem[] }) {
  return (
    <List>
      {refused.slice(0, MOST_LISTED).map(({ itemId, orderName, itemNumber, refusal, meanwhile }) => (
        <List.Item key={itemId}>
          {orderName ? `${orderName} item ${itemNumber}: ` : ""}
          {[REFUSAL_WORDS[refusal], ...meanwhile].join(" ")}
        </List.Item>
      ))}
      {refused.length > MOST_LISTED ? <List.Item>{`and ${refused.length - MOST_LISTED} more`}</List.Item> : null}
    </List>
  );
}

function Undone({ answer, onDismiss }: { answer: Extract<ActAnswer, { kind: "undo" }>; onDismiss: () => void }) {
  if ("refused" in answer) return <Banner tone="warning" title={REFUSAL_WORDS[answer.refused]} onDismiss={onDismiss} />;
  const count = answer.undone.length;
  return (
    <Banner
      tone="info"
      title={count === 1 ? "Undone: 1 item is back where it was." : `Undone: ${count} items are back where they were.`}
      onDismiss={onDismiss}
    />
  );
}
