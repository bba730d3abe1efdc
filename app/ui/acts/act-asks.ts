import { actionSheet, type Action, type Command } from "../../domain/workflow/actions.ts";
import { STEP_PATHS } from "../pages/step-paths.ts";

/** What a button asks for before its action is done. */
export type Ask =
  | { kind: "nothing"; command: Command }
  | {
      kind: "note";
      title: string;
      label: string;
      isRequired: boolean;
      /** The words of the tick beside the note; null where there is none. */
      tick: string | null;
      command: (note: string, isTicked: boolean) => Command;
    }
  | { kind: "rejection" }
  | { kind: "step" }
  | { kind: "photo" }
  | { kind: "artfile" }
  | { kind: "place" }
  /** It is done on a page of its own. */
  | { kind: "page"; path: string; label: string }
  /** No button: the app does it. */
  | { kind: "never" };

type OwnAsk = Exclude<Ask, { kind: "nothing" } | { kind: "note" } | { kind: "never" }>;

/** What has a dialog or a page of its own; every other action asks for what its sheet says. */
const OWN_ASKS: Partial<Record<Action, OwnAsk>> = {
  reject_photo: { kind: "rejection" },
  replace_photo: { kind: "photo" },
  place_photo: { kind: "place" },
  submit_artfile: { kind: "page", path: STEP_PATHS.artwork, label: "Upload the artfile" },
  replace_artfile: { kind: "artfile" },
  fulfil: { kind: "page", path: STEP_PATHS.fulfilment, label: "Print and ship" },
  move: { kind: "step" },
};

/** What an action asks for, with the words of its dialog. */
export function askOf(action: Action): Ask {
  const { door, asks, note } = actionSheet(action);
  const own = OWN_ASKS[action];
  if (own) return own;
  if (door !== "button") return { kind: "never" };
  if (!asks || !note) return { kind: "nothing", command: { action } as Command };
  const { title, label, isOptional, tick } = asks;
  const command = (text: string, isTicked: boolean) =>
    ({ action, [note]: text, ...(tick ? { [tick.field]: isTicked } : {}) }) as Command;
  return { kind: "note", title, label, isRequired: !isOptional, tick: tick?.label ?? null, command };
}
