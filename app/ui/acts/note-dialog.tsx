import { BlockStack, Checkbox, Modal } from "@shopify/polaris";
import { useState } from "react";
import { NoteField } from "./note-field.tsx";
import { useFocusBack } from "../pages/use-focus-back.ts";

type Props = {
  title: string;
  label: string;
  isRequired: boolean;
  confirm: string;
  /** The words of a tick beside the note, which is set at first. */
  tick?: string | null;
  onConfirm: (note: string, isTicked: boolean) => void;
  onClose: () => void;
};

/** Asks for a note before something is done. */
export function NoteDialog({ title, label, isRequired, confirm, tick = null, onConfirm, onClose }: Props) {
  useFocusBack();
  const [note, setNote] = useState("");
  const [isTicked, setIsTicked] = useState(true);
  const [isAsked, setIsAsked] = useState(false);
  const isMissing = isRequired && note.trim() === "";
  return (
    <Modal
      open
      onClose={onClose}
      title={title}
      primaryAction={{
        content: confirm,
        onAction: () => {
          setIsAsked(true);
          if (!isMissing) onConfirm(note.trim(), isTicked);
        },
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <NoteField label={label} note={note} onChange={setNote} isRequired={isRequired} isAsked={isAsked} lines={4} />
          {tick ? <Checkbox label={tick} checked={isTicked} onChange={setIsTicked} /> : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
