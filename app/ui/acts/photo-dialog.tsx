import { BlockStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { ACCEPTED_FILES } from "../../domain/files/photo-formats.ts";
import { ruleFor } from "../../domain/workflow/workflow.ts";
import { FileField } from "../files/file-field.tsx";
import { NoteField } from "./note-field.tsx";
import { useFocusBack } from "../pages/use-focus-back.ts";

type Props = { card: ItemCard; onSend: (door: string, fields: FormData) => void; onClose: () => void };

/** Asks for the photos that take the place of an item's present ones. */
export function PhotoDialog({ card, onSend, onClose }: Props) {
  useFocusBack();
  const [files, setFiles] = useState<File[]>([]);
  const [note, setNote] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const needsNote = ruleFor(card.step, "replace_photo")?.needs.includes("note from a manager") ?? false;
  const isFirst = card.photos.length === 0;
  const word = isFirst ? "Attach" : "Replace";
  const send = () => {
    setIsAsked(true);
    if (files.length === 0 || (needsNote && !note.trim())) return;
    const fields = new FormData();
    fields.set("actId", crypto.randomUUID());
    fields.set("target", `${card.itemId}:${card.changeCount}`);
    fields.set("note", note.trim());
    for (const file of files) fields.append("photo", file);
    onSend("/app/replace-photo", fields);
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={`${word} the photo of ${card.orderName} item ${card.itemNumber}`}
      primaryAction={{ content: `${word} photo`, onAction: send }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">
            {isFirst
              ? "The item came without a photo. With it, it is looked at in Image Approval like any other."
              : "The item goes back to Image Approval and keeps its artist. The present photo is kept as an earlier version."}
          </Text>
          <FileField
            label="New photo, or several that belong together"
            accept={ACCEPTED_FILES}
            multiple
            onFiles={setFiles}
            error={isAsked && files.length === 0 ? "Choose a photo." : undefined}
          />
          <NoteField
            label={needsNote ? "How did the customer give it to you? This stays in the history." : "Note (optional)"}
            note={note}
            onChange={setNote}
            isRequired={needsNote}
            isAsked={isAsked}
            lines={3}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
