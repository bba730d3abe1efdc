import type { Command } from "../../domain/workflow/actions.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { RejectDialog } from "../../ui/acts/reject-dialog.tsx";
import { ApproveDialog } from "./approve-dialog.tsx";
import { GuidelineDialog } from "./guideline-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";

/** What the wall asks or shows; `reasonIndex` is the reason a number key picked, counted from 0. */
export type Dialog =
  { kind: "approve" } | { kind: "reject"; reasonIndex: number | null } | { kind: "keys" } | { kind: "guideline" };

type Props = {
  dialog: Dialog;
  approvable: readonly ItemCard[];
  rejectable: readonly ItemCard[];
  /** How many of the selected have no readable photo. */
  left: number;
  reasons: readonly { id: string; name: string }[];
  guideline: string;
  onAct: (command: Command, targets: readonly ItemCard[]) => void;
  onClose: () => void;
};

/** The one dialog that is open over the wall. */
export function WallDialog({ dialog, approvable, rejectable, left, reasons, guideline, onAct, onClose }: Props) {
  if (dialog.kind === "keys") return <KeysDialog reasons={reasons} onClose={onClose} />;
  if (dialog.kind === "guideline") return <GuidelineDialog guideline={guideline} onClose={onClose} />;
  if (dialog.kind === "approve") {
    return (
      <ApproveDialog
        count={approvable.length}
        left={left}
        onClose={onClose}
        onApprove={() => onAct({ action: "approve_photo" }, approvable)}
      />
    );
  }
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
