import { Banner, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { ActOutcome, MovedItem, RefusedItem } from "../../domain/workflow/act-outcome.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { STEP_NAMES } from "../../domain/words/steps.ts";
import type { ActAnswer } from "./use-act.ts";
import { useNoticed } from "../pages/use-noticed.ts";
import "./act-result.css";

const MOST_LISTED = 6;

type Props = { answer: ActAnswer | undefined; onUndo: (actId: string) => void; isActing: boolean };

/** What an act did: green for what moved on and where to, with undo for ten seconds; red for what was refused and why. */
export function ActResult({ answer, onUndo, isActing }: Props) {
  const [dismissed, setDismissed] = useState<ActAnswer>();
  const place = useRef<HTMLDivElement>(null);
  const isFloating = useNoticed(place, answer);
  const shown = answer === dismissed ? undefined : answer;
  const dismiss = () => setDismissed(answer);
  return (
    <div ref={place} tabIndex={-1} className="act-place">
      <div role="status" className={shown && isFloating ? "act-result act-result-floating" : "act-result"}>
        {shown?.kind === "wrong" ? (
          <Banner tone="critical" onDismiss={dismiss}>
            {shown.sentence}
          </Banner>
        ) : null}
        {shown?.kind === "undo" ? <Undone answer={shown} onDismiss={dismiss} /> : null}
        {shown?.kind === "act" && shown.outcome.moved.length > 0 ? (
          <Moved
            key={shown.outcome.actId}
            outcome={shown.outcome}
            onUndo={onUndo}
            onDismiss={dismiss}
            isActing={isActing}
          />
        ) : null}
        {shown?.kind === "act" && shown.outcome.refused.length > 0 ? (
          <Refused refused={shown.outcome.refused} onDismiss={dismiss} />
        ) : null}
      </div>
    </div>
  );
}

function Moved({
  outcome,
  onUndo,
  onDismiss,
  isActing,
}: {
  outcome: ActOutcome;
  onUndo: Props["onUndo"];
  onDismiss: () => void;
  isActing: boolean;
}) {
  const left = useSecondsLeft(outcome.undoableUntil);
  const named = outcome.moved.filter(({ isSibling }) => !isSibling);
  const lines = outcome.moved.filter(
    ({ waitsFor, isSibling }) => waitsFor.length > 0 || isSibling || (named.length > 1 && named.length <= MOST_LISTED),
  );
  if (left === 0 && lines.length === 0)
    return <Banner tone="success" title={headline(outcome.moved)} onDismiss={onDismiss} />;
  return (
    <Banner tone="success" title={headline(outcome.moved)} onDismiss={onDismiss}>
      <BlockStack gap="200">
        {lines.length > 0 ? (
          <List>
            {lines.slice(0, MOST_LISTED).map((item) => (
              <List.Item key={item.itemId}>{whereTo(item)}</List.Item>
            ))}
            {lines.length > MOST_LISTED ? <List.Item>{`and ${lines.length - MOST_LISTED} more`}</List.Item> : null}
          </List>
        ) : null}
        {left > 0 ? (
          <InlineStack gap="200" blockAlign="center">
            <Button onClick={() => onUndo(outcome.actId)} loading={isActing}>
              Undo
            </Button>
            <Text as="span" tone="subdued">
              <span aria-hidden>{`${left} s left. `}</span>Nothing is sent before that.
            </Text>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Banner>
  );
}

function headline(moved: readonly MovedItem[]): string {
  const named = moved.filter(({ isSibling }) => !isSibling);
  const items = named.length === 1 ? `${named[0]!.orderName} item ${named[0]!.itemNumber}` : `${named.length} items`;
  const [be, wait] = named.length === 1 ? ["is", "waits"] : ["are", "wait"];
  const places = named.map(({ from, to, waitsFor }) =>
    waitsFor.length > 0
      ? `${wait} for the rest of the order`
      : from === to
        ? `${be} marked`
        : `${be} now in ${STEP_NAMES[to]}`,
  );
  return `${items} ${[...new Set(places)].join(" or ")}`;
}

function whereTo({ orderName, itemNumber, from, to, waitsFor }: MovedItem): string {
  const item = `${orderName} item ${itemNumber}`;
  if (waitsFor.length === 0) return from === to ? item : `${item} moved on to ${STEP_NAMES[to]}`;
  return `${item} waits for ${waitsFor.map((sibling) => `item ${sibling.itemNumber} (${STEP_NAMES[sibling.step]})`).join(", ")}`;
}

function Refused({ refused, onDismiss }: { refused: readonly RefusedItem[]; onDismiss: () => void }) {
  return (
    <Banner
      tone="critical"
      title={refused.length === 1 ? "1 item was left as it is" : `${refused.length} items were left as they are`}
      onDismiss={onDismiss}
    >
      <List>
        {refused.slice(0, MOST_LISTED).map(({ itemId, orderName, itemNumber, refusal, meanwhile }) => (
          <List.Item key={itemId}>
            {orderName ? `${orderName} item ${itemNumber}: ` : ""}
            {[REFUSAL_WORDS[refusal], ...meanwhile].join(" ")}
          </List.Item>
        ))}
        {refused.length > MOST_LISTED ? <List.Item>{`and ${refused.length - MOST_LISTED} more`}</List.Item> : null}
      </List>
    </Banner>
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

/** Whole seconds until a moment (ISO), counting down; 0 afterwards. */
function useSecondsLeft(until: string | null): number {
  const [left, setLeft] = useState(() => secondsUntil(until));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsUntil(until)), 250);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

function secondsUntil(until: string | null): number {
  return until ? Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000)) : 0;
}
