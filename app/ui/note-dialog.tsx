import { Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useFocusBack } from "./use-focus-back.ts";

type Props = { title: string; label: string; isRequired: boolean; confirm: string; onConfirm: (note: string) => void; onClose: () => void };

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
        <TextField
          label={label}
          value={note}
          onChange={setNote}
          multiline={4}
          maxLength={5000}
          autoComplete="off"
          requiredIndicator={isRequired}
          error={isAsked && isMissing ? "Write a few words first." : undefined}
        />
      </Modal.Section>
    </Modal>
  );
}
