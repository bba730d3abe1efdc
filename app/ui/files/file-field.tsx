import { InlineError } from "@shopify/polaris";
import { useId } from "react";
import "./file-field.css";

type Props = {
  label: string;
  accept: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
  error: string | undefined;
};

/** The browser's own way to choose files. */
export function FileField({ label, accept, multiple = false, onFiles, error }: Props) {
  const id = useId();
  return (
    <div className="file-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}Error` : undefined}
      />
      {error ? <InlineError message={error} fieldID={id} /> : null}
    </div>
  );
}
