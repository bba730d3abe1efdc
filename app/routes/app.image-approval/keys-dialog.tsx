import { DescriptionList, Modal } from "@shopify/polaris";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

type Props = { reasons: readonly { name: string }[]; onClose: () => void };

/** What the keys of the wall do. */
export function KeysDialog({ reasons, onClose }: Props) {
  useFocusBack();
  return (
    <Modal open onClose={onClose} title="Keyboard keys">
      <Modal.Section>
        <DescriptionList
          items={[
            { term: "Arrows", description: "Move from card to card" },
            { term: "Space", description: "Open the picture in full" },
            { term: "X", description: "Select the card, or take it out of the selection" },
            { term: "A", description: "Approve the selection, or the card at hand" },
            { term: "R", description: "Reject the selection, or the card at hand" },
            ...reasons
              .slice(0, 9)
              .map(({ name }, index) => ({ term: String(index + 1), description: `Reject: ${name}` })),
            { term: "?", description: "Show these keys" },
          ]}
        />
      </Modal.Section>
    </Modal>
  );
}
