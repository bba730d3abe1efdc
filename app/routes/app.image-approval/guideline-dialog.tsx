import { Modal, Text } from "@shopify/polaris";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

/** The shop's own words on how photos are judged. */
export function GuidelineDialog({ guideline, onClose }: { guideline: string; onClose: () => void }) {
  useFocusBack();
  const paragraphs = (
    guideline ||
    "Your shop has not written a guideline for this step yet. An admin can do so under Order flow settings."
  ).split(/\n+/);
  return (
    <Modal open onClose={onClose} title="Guideline">
      <Modal.Section>
        {paragraphs.map((paragraph, index) => (
          <Text as="p" key={index}>
            {paragraph}
          </Text>
        ))}
      </Modal.Section>
    </Modal>
  );
}
