import { BlockStack, Modal, Text } from "@shopify/polaris";
import { howLong, many } from "../../domain/shop/start-shown.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

type Props = { count: number; isFirst: boolean; onStart: () => void; onClose: () => void };

/** Asks before the shop starts, with how many orders that holds in Shopify. */
export function StartDialog({ count, isFirst, onStart, onClose }: Props) {
  useFocusBack();
  return (
    <Modal
      open
      onClose={onClose}
      title={count === 0 ? "Start with new orders only?" : `Start with ${many(count, "order")}?`}
      primaryAction={{ content: count === 0 ? "Start" : `Start and hold ${many(count, "order")}`, onAction: onStart }}
      secondaryActions={[{ content: "Not yet", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="200">
          <Text as="p">
            {count === 0
              ? "No order that is open now is held in Shopify."
              : `${many(count, "order")} will be held in Shopify ${howLong(count)}, and given to the people who work on them.`}
          </Text>
          {isFirst ? (
            <Text as="p">
              From now on every new order with a customer’s photo is held until its artwork is approved.
            </Text>
          ) : null}
          <Text as="p">The page Before you leave takes every hold and tag back.</Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
