import { Modal } from "@shopify/polaris";
import { useState } from "react";
import { NoteField } from "./note-field.tsx";
import { useFocusBack } from "../pages/use-focus-back.ts";

type Props = {
  title: string;
  label: string;
  isRequired: boolean;
  confirm: string;
  onConfirm: (note: string) => void;
  onClose: () => void;
};

/** Asks for a note before something is done. */
export function NoteDialog({ title, label, isRequired, confirm, onConfirm, onClose }: Props) {
  useFocusBack();
  const [note, setNote] = useState("");
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
          if (!isMissing) onConfirm(note.trim());
        },
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <NoteField label={label} note={note} onChange={setNote} isRequired={isRequired} isAsked={isAsked} lines={4} />
      </Modal.Section>
    </Modal>
  );
}
