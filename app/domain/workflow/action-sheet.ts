import type { Actor } from "../words/actors.ts";
import type { Step } from "../words/steps.ts";
import type { Draft, Target } from "./draft.ts";

/** The kinds of things that a command brings along, with what each is. Texts are checked and cut to length at the door. */
type FieldValues = {
  text: string;
  "optional text": string;
  /** Which of the shop's rejection reasons. */
  reason: string;
  photos: readonly string[];
  step: Step;
  /** Which of the order's lines. */
  line: string;
  tick: boolean;
};
export type FieldKind = keyof FieldValues;
type OptionalKind = "optional text" | "photos" | "tick";
type Takes = Readonly<Record<string, FieldKind>>;
/** What a command with these fields brings along. */
export type Fields<T> = {
  [F in keyof T as T[F] extends OptionalKind ? never : F]: T[F] extends FieldKind ? FieldValues[T[F]] : never;
} & {
  [F in keyof T as T[F] extends OptionalKind ? F : never]?: T[F] extends FieldKind ? FieldValues[T[F]] : never;
};

/** All that is said of one action besides where it can happen (`workflow.ts`). Undo needs no word: it puts back every row that differs. */
export type ActionSheet<T extends Takes = Takes> = {
  /** The doors it comes through: a button of a staff screen, a door of its own (with files, or by way of Shopify), or the app itself. */
  door: "button" | "own door" | "app";
  /** What a command brings along. */
  takes: T;
  /** Which of these is the note: it stands in the history, and a need for a note looks at it. */
  note?: keyof T & string;
  /** Which of these is the reason that a need for a reason looks at. */
  reason?: keyof T & string;
  /** It leaves the straight way: its button stands behind "More". */
  aside?: true;
  /** The dialog that asks for the note, where that is all that a button has to ask for. */
  asks?: {
    title: string;
    label: string;
    isOptional?: true;
    /** A tick beside the note, set at first, and the field that it is. */
    tick?: { field: keyof T & string; label: string };
  };
  /** The middle of its sentence in the history. */
  told: string;
  /** What the sentence names in brackets: the rejection reason or the file. */
  tellsOf?: "reason" | "file" | "line";
  /** What it does, before the item goes where the table leads it; absent where going there is all. */
  does?(draft: Draft, target: Target, command: Fields<T>, actor: Actor): void;
};

/** Lets `does` of one sheet know what its command takes. */
export function action<const T extends Takes>(sheet: ActionSheet<T>): ActionSheet<T> {
  return sheet;
}
