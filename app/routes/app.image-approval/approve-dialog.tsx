import { Modal, Text } from "@shopify/polaris";

type Props = { count: number; onApprove: () => void; onClose: () => void };

/** Asks once more before photos are approved, with their count. */
export function ApproveDialog({ count, onApprove, onClose }: Props) {
  const photos = count === 1 ? "1 photo" : `${count} photos`;
  return (
    <Modal
      open
      onClose={onClose}
      title={`Approve ${photos}?`}
      primaryAction={{ content: `Approve ${photos}`, onAction: onApprove }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">They move on to the next step once the rest of their order is ready. You can undo this for ten seconds.</Text>
      </Modal.Section>
    </Modal>
  );
}
