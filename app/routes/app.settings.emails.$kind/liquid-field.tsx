import { BlockStack, Text } from "@shopify/polaris";
import { useEffect, useId, useRef } from "react";
import "./editor.css";

type Props = {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** A line to go to; another object goes there again. */
  goTo: { line: number } | null;
  /** Words to put in where the cursor stands. */
  putIn: { words: string } | null;
};
type Editor = import("codemirror").EditorView;

/** A field for Liquid in HTML, with colours and line numbers; a plain field until the editor has come, and where it does not. */
export function LiquidField({ label, value, onChange, goTo, putIn }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<Editor>();
  const told = useRef(onChange);
  told.current = onChange;
  const id = useId();
  useEffect(() => {
    let isThere = true;
    void import("./liquid-editor.ts")
      .then(({ liquidEditor }) => {
        if (!isThere || !place.current || !plain.current) return;
        const typed = { doc: plain.current.value, label };
        editor.current = liquidEditor(place.current, typed, (text) => told.current(text));
        plain.current.hidden = true;
      })
      // Without it the plain field stays.
      .catch(() => undefined);
    return () => {
      isThere = false;
      editor.current?.destroy();
      editor.current = undefined;
    };
  }, [label]);
  useEffect(() => {
    const view = editor.current;
    if (!view || view.state.doc.toString() === value) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const view = editor.current;
    if (!view || !goTo) return;
    const { from } = view.state.doc.line(Math.min(goTo.line, view.state.doc.lines));
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.focus();
  }, [goTo]);
  useEffect(() => {
    const view = editor.current;
    if (!view || !putIn) return;
    view.dispatch(view.state.replaceSelection(putIn.words));
    view.focus();
  }, [putIn]);
  return (
    <BlockStack gap="100">
      <label htmlFor={id}>
        <Text as="span">{label}</Text>
      </label>
      <div className="liquid-field" ref={place}>
        <textarea
          id={id}
          ref={plain}
          className="liquid-plain"
          value={value}
          onChange={({ target }) => onChange(target.value)}
          spellCheck={false}
        />
      </div>
    </BlockStack>
  );
}
