import { TextField } from "@shopify/polaris";

type Props = {
  label: string;
  note: string;
  onChange: (note: string) => void;
  isRequired: boolean;
  isAsked: boolean;
  lines: number;
};

/** A note that goes into the history; `isAsked` says that the dialog was confirmed, so that a missing one is pointed at. */
export function NoteField({ label, note, onChange, isRequired, isAsked, lines }: Props) {
  return (
    <TextField
      label={label}
      value={note}
      onChange={onChange}
      multiline={lines}
      maxLength={5000}
      autoComplete="off"
      requiredIndicator={isRequired}
      error={isAsked && isRequired && !note.trim() ? "Write a few words first." : undefined}
    />
  );
}
