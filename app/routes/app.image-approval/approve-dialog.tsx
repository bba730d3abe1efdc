import { BlockStack, Checkbox, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { itemsNamed } from "../../domain/acting/act-title.ts";
import { canBeSeen } from "../../domain/acting/seen.ts";
import type { PickedItem } from "../../domain/acting/picked-item.ts";
import { useEnter } from "../../ui/pages/use-enter.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";
import { MeantItems } from "../../ui/acts/meant-items.tsx";

type Props = {
  /** What the question is about. */
  items: readonly PickedItem[];
  onApprove: (items: readonly PickedItem[], stopsAsking: boolean) => void;
  onClose: () => void;
};

/** Asks once more before photos are approved, with what it is about. Of several, those that nobody can have seen are left out. */
export function ApproveDialog({ items, onApprove, onClose }: Props) {
  useFocusBack();
  const [stopsAsking, setStopsAsking] = useState(false);
  const approvable = items.filter(
    (item) => item.actions.includes("approve_photo") && (items.length === 1 || canBeSeen(item)),
  );
  const unseen = items.filter((item) => item.actions.includes("approve_photo") && !canBeSeen(item)).length;
  const unreadable = items.filter(({ actions }) => !actions.includes("approve_photo")).length;
  const title = items.length > 1 ? `${approvable.length} selected items` : itemsNamed(items);
  const approve = () => approvable.length > 0 && onApprove(approvable, stopsAsking);
  useEnter(approve);
  return (
    <Modal
      open
      onClose={onClose}
      title={`Approve ${title}?`}
      primaryAction={{ content: `Approve ${title}`, disabled: approvable.length === 0, onAction: approve }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <MeantItems items={approvable.length > 0 ? approvable : items} />
          {unreadable > 0 ? (
            <Text as="p" tone="caution">
              {`${unreadable === 1 ? "1 has" : `${unreadable} have`} no readable photo and will stay. Ask the customer for another one.`}
            </Text>
          ) : null}
          {unseen > 0 && items.length > 1 ? (
            <Text as="p" tone="caution">
              {`${unseen === 1 ? "1 is" : `${unseen} are`} left out, because nobody can have seen all of ${unseen === 1 ? "its" : "their"} photos here. Open ${unseen === 1 ? "it" : "each"} and decide ${unseen === 1 ? "it" : "them"} one by one.`}
            </Text>
          ) : null}
          {unseen > 0 && items.length === 1 ? (
            <Text as="p" tone="caution">
              Not all of its photos can be seen here. Download the originals from the order's page before you approve.
            </Text>
          ) : null}
          <Text as="p">
            {approvable.length === 1 ? "It moves" : "They move"} on to the next step once the rest of{" "}
            {approvable.length === 1 ? "its" : "their"} order is ready. You can undo this for ten seconds, with the key
            U.
          </Text>
          {items.length === 1 && unseen === 0 ? (
            <Checkbox
              label="Approve single items at once from now on, without this question"
              helpText="You can have it back under Keys."
              checked={stopsAsking}
              onChange={setStopsAsking}
            />
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
