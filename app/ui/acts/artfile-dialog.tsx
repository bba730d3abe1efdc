import { BlockStack, Checkbox, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { ARTFILE_EXTENSIONS } from "../../domain/files/artfile-formats.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { FileField } from "../files/file-field.tsx";
import { useFocusBack } from "../pages/use-focus-back.ts";

type Props = { card: ItemCard; onSend: (door: string, fields: FormData) => void; onClose: () => void };

/** Asks for the file that becomes an item's next artfile version. */
export function ArtfileDialog({ card, onSend, onClose }: Props) {
  useFocusBack();
  const [file, setFile] = useState<File>();
  const [isOlder, setIsOlder] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const send = () => {
    setIsAsked(true);
    if (!file) return;
    const fields = new FormData();
    fields.set("actId", crypto.randomUUID());
    fields.set("itemId", card.itemId);
    fields.set("olderPhotoAccepted", isOlder ? "yes" : "no");
    fields.set("artfile", file);
    onSend("/app/replace-artfile", fields);
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={`Replace the artfile of ${card.orderName} item ${card.itemNumber}`}
      primaryAction={{ content: "Replace artfile", onAction: send }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">
            The file becomes the next version, whatever its name, and an approval of the present one is void: the item
            goes through the steps after Artfile Production again.
          </Text>
          <FileField
            label="New artfile"
            accept={ARTFILE_EXTENSIONS.map((extension) => `.${extension}`).join(",")}
            onFiles={([chosen]) => setFile(chosen)}
            error={isAsked && !file ? "Choose a file." : undefined}
          />
          {card.hasNewerPhoto ? (
            <Checkbox
              label="It may be made from an older photo than the newest"
              checked={isOlder}
              onChange={setIsOlder}
            />
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
