import { html } from "@codemirror/lang-html";
import { liquid } from "@codemirror/lang-liquid";
import { basicSetup, EditorView } from "codemirror";

/** An editor for Liquid in HTML inside of `parent`; Tab leaves it, as it leaves every field. `onChange` hears what a person types. */
export function liquidEditor(
  parent: HTMLElement,
  { doc, label }: { doc: string; label: string },
  onChange: (text: string) => void,
): EditorView {
  return new EditorView({
    parent,
    doc,
    extensions: [
      basicSetup,
      // A closing tag that is typed would stand there twice.
      liquid({ base: html({ autoCloseTags: false }) }),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) onChange(state.doc.toString());
      }),
    ],
  });
}
