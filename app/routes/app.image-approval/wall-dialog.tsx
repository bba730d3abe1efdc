import type { ShownPicture } from "../../domain/shop/pictures.ts";
import type { Reason } from "../../domain/shop/reasons.ts";
import type { Command } from "../../domain/workflow/actions.ts";
import { RejectDialog } from "../../ui/acts/reject-dialog.tsx";
import type { PickedItem } from "../../domain/acting/picked-item.ts";
import type { WholeList } from "../../ui/acts/use-act.ts";
import { ApproveDialog } from "./approve-dialog.tsx";
import { GuidelineDialog } from "./guideline-dialog.tsx";
import { ApproveListDialog, RejectListDialog } from "./list-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";

/** What the wall asks or shows, and of which items or of all of which list; `reasonIndex` is the reason a number key picked, counted from 0. */
export type Dialog =
  | { kind: "approve"; itemIds: readonly string[] }
  | { kind: "reject"; itemIds: readonly string[]; reasonIndex: number | null }
  | { kind: "approve_list"; list: WholeList }
  | { kind: "reject_list"; list: WholeList; reasonIndex: number | null }
  | { kind: "keys" }
  | { kind: "guideline" };

type Props = {
  dialog: Dialog;
  /** The items that it is about. */
  items: readonly PickedItem[];
  reasons: readonly Reason[];
  guideline: string;
  pictures: readonly ShownPicture[];
  asksFirst: boolean;
  onAsksFirst: (asksFirst: boolean) => void;
  onAct: (command: Command, targets: readonly PickedItem[]) => void;
  /** Whose orders the list is narrowed to, by name, or `none`. */
  whoName: string | undefined;
  onActOnList: (command: Command, list: WholeList, title: string) => void;
  onClose: () => void;
};

/** The one dialog that is open over the wall. */
export function WallDialog(props: Props) {
  const { dialog, items, reasons, guideline, pictures, asksFirst, onAsksFirst, onAct, whoName, onActOnList, onClose } =
    props;
  if (dialog.kind === "keys")
    return <KeysDialog reasons={reasons} asksFirst={asksFirst} onAsksFirst={onAsksFirst} onClose={onClose} />;
  if (dialog.kind === "guideline")
    return <GuidelineDialog guideline={guideline} pictures={pictures} onClose={onClose} />;
  if (dialog.kind === "approve") {
    return (
      <ApproveDialog
        items={items}
        onClose={onClose}
        onApprove={(approved, stopsAsking) => {
          if (stopsAsking) onAsksFirst(false);
          onAct({ action: "approve_photo" }, approved);
        }}
      />
    );
  }
  if (dialog.kind === "approve_list" || dialog.kind === "reject_list") {
    const { list } = dialog;
    const about = {
      ...{ list, whoName, onClose },
      onAct: (command: Command, title: string) => onActOnList(command, list, title),
    };
    return dialog.kind === "approve_list" ? (
      <ApproveListDialog {...about} />
    ) : (
      <RejectListDialog {...about} reasons={reasons} reasonIndex={dialog.reasonIndex} />
    );
  }
  const rejectable = items.filter(({ actions }) => actions.includes("reject_photo"));
  return (
    <RejectDialog
      cards={rejectable}
      reasons={reasons}
      reasonIndex={dialog.reasonIndex}
      onClose={onClose}
      onReject={(rejection) => onAct({ action: "reject_photo", ...rejection }, rejectable)}
    />
  );
}
