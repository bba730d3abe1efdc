import { BlockStack, Modal, Text } from "@shopify/polaris";
import { many } from "../../domain/shop/start-shown.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

type Props = { held: number; onConfirm: () => void; onClose: () => void };

/** Asks before everything of ours is taken back, with how many orders can be shipped then. */
export function LeaveDialog({ held, onConfirm, onClose }: Props) {
  useFocusBack();
  return (
    <Modal
      open
      onClose={onClose}
      title="Take all holds and tags back?"
      primaryAction={{ content: "Take them back", onAction: onConfirm }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="200">
          <Text as="p">
            {`${many(held, "order")} held by Proofline can be shipped from Shopify then, approved or not. Holds of other apps and people stay.`}
          </Text>
          <Text as="p">No customer gets an email until you work again.</Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
