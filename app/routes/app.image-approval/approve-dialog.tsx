import { Modal, Text } from "@shopify/polaris";
import { useEnter } from "../../ui/pages/use-enter.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

type Props = {
  count: number;
  /** Selected, but without a readable photo. */ left: number;
  onApprove: () => void;
  onClose: () => void;
};

/** Asks once more before the photos of items are approved, with their count. */
export function ApproveDialog({ count, left, onApprove, onClose }: Props) {
  useFocusBack();
  useEnter(() => count > 0 && onApprove());
  const items = count === 1 ? "1 item" : `${count} items`;
  return (
    <Modal
      open
      onClose={onClose}
      title={`Approve ${items}?`}
      primaryAction={{ content: `Approve ${items}`, disabled: count === 0, onAction: onApprove }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        {left > 0 ? (
          <Text
            as="p"
            tone="caution"
          >{`${left} of the selected ${left === 1 ? "has" : "have"} no readable photo and will stay. Ask the customer for another one.`}</Text>
        ) : null}
        <Text as="p">
          They move on to the next step once the rest of their order is ready. You can undo this for ten seconds.
        </Text>
      </Modal.Section>
    </Modal>
  );
}
