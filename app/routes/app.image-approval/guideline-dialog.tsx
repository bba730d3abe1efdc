import { BlockStack, Modal, Text } from "@shopify/polaris";
import { altOf, type ShownPicture } from "../../domain/shop/pictures.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

type Props = { guideline: string; pictures: readonly ShownPicture[]; onClose: () => void };

/** The shop's own words and pictures on how photos are judged. */
export function GuidelineDialog({ guideline, pictures, onClose }: Props) {
  useFocusBack();
  const paragraphs = (
    guideline ||
    (pictures.length > 0
      ? ""
      : "Your shop has not written a guideline for this step yet. An admin can do so under Order flow settings.")
  ).split(/\n+/);
  return (
    <Modal open onClose={onClose} title="Guideline">
      <Modal.Section>
        <BlockStack gap="300">
          {paragraphs.map((paragraph, index) => (
            <Text as="p" key={index}>
              {paragraph}
            </Text>
          ))}
          {pictures.map((picture) => (
            <figure key={picture.id} style={{ margin: 0 }}>
              <img src={picture.middle} alt={altOf(picture)} style={{ maxWidth: "100%", height: "auto" }} />
              {picture.alt ? (
                <figcaption>
                  <bdi>{picture.alt}</bdi>
                </figcaption>
              ) : null}
            </figure>
          ))}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
