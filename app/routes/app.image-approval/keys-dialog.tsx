import { BlockStack, Checkbox, DescriptionList, Modal } from "@shopify/polaris";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

type Props = {
  reasons: readonly { name: string }[];
  asksFirst: boolean;
  onAsksFirst: (asksFirst: boolean) => void;
  onClose: () => void;
};

/** What the keys of the wall do, and whether one item is asked about before it is approved. */
export function KeysDialog({ reasons, asksFirst, onAsksFirst, onClose }: Props) {
  useFocusBack();
  return (
    <Modal open onClose={onClose} title="Keyboard keys">
      <Modal.Section>
        <BlockStack gap="400">
          <Checkbox label="Ask before one item is approved" checked={asksFirst} onChange={onAsksFirst} />
          <DescriptionList
            items={[
              { term: "Arrows", description: "Move from card to card" },
              { term: "Space", description: "Open the picture in full; there, zoom" },
              { term: "X", description: "Select the card, or take it out of the selection" },
              { term: "A", description: "Approve the selection; without one, the card with the ring" },
              { term: "R", description: "Reject the selection; without one, the card with the ring" },
              ...reasons
                .slice(0, 9)
                .map(({ name }, index) => ({ term: String(index + 1), description: `Reject: ${name}` })),
              { term: "U", description: "Undo what you did last, for ten seconds" },
              { term: "?", description: "Show these keys" },
            ]}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
