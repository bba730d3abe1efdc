import { Banner, BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import type { Answered } from "../../domain/acting/acts-line.ts";
import { howFar, isUndoable, toDo, type BatchProgress } from "../../domain/acting/batch.ts";
import { useSecondsLeft } from "../pages/use-seconds-left.ts";
import { actsStore, useActsLine } from "../acts/acts-store.ts";
import { BatchItems } from "./batch-items.tsx";
import { BatchLines } from "./batch-lines.tsx";
import { useTold } from "./use-told.ts";
import { useProgress } from "./use-progress.ts";

const MOST_LISTED = 6;

type Props = { answered: Answered; known: BatchProgress; onUndo: () => void; onDismiss: () => void };

/** How far all that was asked of a list is, with a way to stop it; at its end what was done, and each item that was not, with its reason. */
export function BatchCard({ answered, known, onUndo, onDismiss }: Props) {
  const progress = useProgress(known, (ended) =>
    actsStore.tell({ ...answered, intent: "act", door: "", fields: {} }, { kind: "batch", progress: ended }),
  );
  return progress.isEnded ? (
    <Ended answered={answered} progress={progress} onUndo={onUndo} onDismiss={onDismiss} />
  ) : (
    <UnderWay title={answered.title} progress={progress} onUndo={onUndo} />
  );
}

function UnderWay({ title, progress, onUndo }: { title: string; progress: BatchProgress; onUndo: () => void }) {
  const id = useId();
  const { asked } = useActsLine();
  const isEnding = asked.some(({ actId, intent }) => actId === progress.batchId && intent !== "act");
  const { done, not_done: notDone } = progress.counts;
  return (
    <div className="acts-way">
      <BlockStack gap="200">
        <Text as="p" fontWeight="semibold">
          {title}
        </Text>
        {/* It changes every second: whoever listens to the page hears the beginning and the end. */}
        <div aria-live="off" id={id}>
          {`${howFar(progress)}${notDone > 0 ? `, ${notDone} not done` : ""}`}
        </div>
        <ProgressBar
          progress={(100 * (done + notDone)) / Math.max(1, toDo(progress))}
          size="small"
          ariaLabelledBy={id}
        />
        <InlineStack gap="200" blockAlign="center">
          <Button onClick={() => actsStore.stop(progress.batchId)} disabled={isEnding}>
            Stop
          </Button>
          <Button onClick={onUndo} disabled={isEnding} accessibilityLabel="Stop and undo (key U)">
            Stop and undo
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          It goes on when you leave this page or close the tab. Undo takes back what was done in the last ten seconds.
        </Text>
      </BlockStack>
    </div>
  );
}

function Ended({ answered, progress, onUndo, onDismiss }: Omit<Props, "known"> & { progress: BatchProgress }) {
  const [isOpen, setIsOpen] = useState(false);
  const left = useSecondsLeft(progress.undoableUntil);
  useTold(progress.batchId);
  const { counts, lines, isStopped } = progress;
  const { done, undone, not_done: notDone, left_out: leftOut } = counts;
  const isBad = notDone > 0 && undone === 0;
  return (
    <Banner
      tone={isBad ? "warning" : undone > 0 ? "info" : "success"}
      title={`${answered.title}. ${isStopped ? "Stopped: " : ""}${howFar(progress)}`}
      onDismiss={onDismiss}
    >
      <BlockStack gap="200">
        {undone > 0 ? (
          <Text as="p">
            {`Taken back: ${items(undone)} ${undone === 1 ? "is" : "are"} where ${undone === 1 ? "it was" : "they were"}.`}
            {done > 0
              ? ` ${items(done)} could not be taken back: the ten seconds were over, or somebody has gone on with the order.`
              : ""}
          </Text>
        ) : null}
        {notDone + leftOut > 0 ? (
          <Text as="p" fontWeight="semibold">
            {[
              ...(notDone > 0 ? [`${items(notDone)} ${notDone === 1 ? "was" : "were"} not done`] : []),
              ...(leftOut > 0 ? [`${items(leftOut)} ${leftOut === 1 ? "was" : "were"} left out`] : []),
            ].join(", ")}
          </Text>
        ) : null}
        <BatchLines progress={progress} lines={lines.slice(0, MOST_LISTED)} />
        {isStopped && notDone > 0 ? <Text as="p">What had not begun when you stopped is left as it was.</Text> : null}
        <InlineStack gap="200" blockAlign="center">
          {isUndoable(progress, Date.now()) && left > 0 ? (
            <Button onClick={onUndo} accessibilityLabel="Undo (key U)">
              Undo
            </Button>
          ) : null}
          <Button onClick={() => setIsOpen(true)}>Show all items</Button>
          {left > 0 ? (
            <Text as="span" tone="subdued">
              <span aria-hidden>{`${left} s left. `}</span>Undo takes back what was done in the last ten seconds.
            </Text>
          ) : null}
        </InlineStack>
      </BlockStack>
      {isOpen ? (
        <BatchItems batchId={progress.batchId} title={answered.title} onClose={() => setIsOpen(false)} />
      ) : null}
    </Banner>
  );
}

function items(count: number): string {
  return count === 1 ? "1 item" : `${count} items`;
}
