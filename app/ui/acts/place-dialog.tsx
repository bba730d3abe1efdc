import { BlockStack, ChoiceList, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Command } from "../../domain/workflow/actions.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { useFocusBack } from "../pages/use-focus-back.ts";
import "./place-dialog.css";

type Props = { card: ItemCard; onPlace: (command: Command) => void; onClose: () => void };

/** Asks which line of the order photos belong to that stand on the order itself. */
export function PlaceDialog({ card, onPlace, onClose }: Props) {
  useFocusBack();
  const [lineId, setLineId] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const place = () => {
    setIsAsked(true);
    if (lineId) onPlace({ action: "place_photo", lineId });
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={`Which line does the photo of ${card.orderName} item ${card.itemNumber} belong to?`}
      primaryAction={{ content: "It belongs to this line", onAction: place }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">
            The customer sent it with the whole order. If it belongs to none of these lines, close this and cancel the
            item.
          </Text>
          <div className="place-photos">
            {card.photos.map(({ id, version, thumb }) =>
              thumb ? (
                <img key={id} src={thumb} alt={`Photo of item ${card.itemNumber}, version ${version}`} height={160} />
              ) : null,
            )}
          </div>
          <ChoiceList
            title="Line"
            choices={card.places.map(({ lineId: value, name }) => ({ value, label: name }))}
            selected={lineId ? [lineId] : []}
            onChange={([chosen = ""]) => setLineId(chosen)}
            error={isAsked && !lineId ? "Choose a line." : undefined}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
