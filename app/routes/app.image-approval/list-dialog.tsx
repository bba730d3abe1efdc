import type { Reason } from "../../domain/shop/reasons.ts";
import { BlockStack, Modal, Text } from "@shopify/polaris";
import { listNamed } from "../../domain/acting/list-words.ts";
import type { Action, Command } from "../../domain/workflow/actions.ts";
import { MeantList } from "../../ui/acts/meant-list.tsx";
import { RejectDialog } from "../../ui/acts/reject-dialog.tsx";
import type { WholeList } from "../../ui/acts/use-act.ts";
import { useListChosen } from "../../ui/acts/use-list-chosen.ts";
import { useEnter } from "../../ui/pages/use-enter.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

type Props = {
  list: WholeList;
  /** The name of the person whose orders the list is narrowed to, or `none`. */
  whoName: string | undefined;
  onAct: (command: Command, title: string) => void;
  onClose: () => void;
};

/** Asks once more before all of a list is approved, with what it is about and what is left out. */
export function ApproveListDialog({ list, whoName, onAct, onClose }: Props) {
  useFocusBack();
  const { chosen, count, named, isReady } = useNamed("approve_photo", list, whoName);
  const approve = () => isReady && onAct({ action: "approve_photo" }, `Approve: ${named}`);
  useEnter(approve);
  return (
    <Modal
      open
      onClose={onClose}
      title={`Approve ${named}?`}
      primaryAction={{
        content: count === null ? "Approve" : `Approve ${count === 1 ? "1 item" : `${count} items`}`,
        disabled: !isReady,
        onAction: approve,
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <MeantList chosen={chosen} />
          {isReady ? <GoesOn /> : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

/** The same for rejecting, with its reason and comment. */
export function RejectListDialog({
  reasons,
  reasonIndex,
  ...props
}: Props & { reasons: readonly Reason[]; reasonIndex: number | null }) {
  const { list, whoName, onAct, onClose } = props;
  const { chosen, named, isReady } = useNamed("reject_photo", list, whoName);
  return (
    <RejectDialog
      cards={[]}
      about={{
        title: `Reject the photos of ${named}`,
        isReady,
        words: (
          <BlockStack gap="300">
            <MeantList chosen={chosen} />
            {isReady ? <GoesOn /> : null}
          </BlockStack>
        ),
      }}
      reasons={reasons}
      reasonIndex={reasonIndex}
      onClose={onClose}
      onReject={(rejection) => onAct({ action: "reject_photo", ...rejection }, `Reject: ${named}`)}
    />
  );
}

function useNamed(action: Action, list: WholeList, whoName: string | undefined) {
  const chosen = useListChosen(list, action);
  const count = chosen && "count" in chosen ? chosen.count : null;
  const named = listNamed(count ?? list.total, list.total, { words: list.q, who: whoName });
  return { chosen, count, named, isReady: count !== null && count > 0 };
}

function GoesOn() {
  return (
    <Text as="p">
      It is done order by order, and goes on when you leave this page or close the tab. You can stop it, and undo what
      was done in the last ten seconds, with the key U. What comes in or changes meanwhile is left as it is.
    </Text>
  );
}
