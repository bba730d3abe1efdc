import { BlockStack, Modal, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Command } from "../../domain/workflow/actions.ts";
import type { Move } from "../../domain/workflow/needs.ts";
import { STEP_NAMES, STEPS, type Step } from "../../domain/words/steps.ts";
import { NoteField } from "./note-field.tsx";
import { useKeptState } from "../frame/use-kept-state.ts";
import { useFocusBack } from "../pages/use-focus-back.ts";

type Props = {
  title: string;
  items: readonly { moves: readonly Move[] }[];
  onMove: (command: Command) => void;
  onClose: () => void;
};

/** Asks where items are moved by hand; past an approval that the customer has not given, also why. */
export function MoveDialog({ title, items, onMove, onClose }: Props) {
  useFocusBack();
  const [to, setTo] = useKeptState<Step | "">(`where to: ${title}`, "");
  const [note, setNote] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const moves = items.flatMap((item) => item.moves);
  const needsNote = moves.some((move) => move.to === to && move.needsNote);
  const steps = STEPS.filter((step) => moves.some((move) => move.to === step));
  const move = () => {
    setIsAsked(true);
    if (to !== "" && (!needsNote || note.trim()))
      onMove({ action: "move", to, ...(note.trim() ? { note: note.trim() } : {}) });
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={title}
      primaryAction={{ content: "Move", onAction: move }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">A move by hand sends no email and starts no reminders.</Text>
          <Select
            label="Step"
            placeholder="Choose a step"
            options={steps.map((step) => ({ value: step, label: STEP_NAMES[step] }))}
            value={to}
            onChange={(step: Step) => setTo(step)}
            error={isAsked && to === "" ? "Choose a step." : undefined}
          />
          <NoteField
            label={needsNote ? "Why may it go on without the customer's approval?" : "Note (optional)"}
            note={note}
            onChange={setNote}
            isRequired={needsNote}
            isAsked={isAsked}
            lines={3}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
