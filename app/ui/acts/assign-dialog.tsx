import { FormLayout, Modal, Select } from "@shopify/polaris";
import { useState } from "react";
import type { Assignable } from "../../domain/screens/order-page.ts";
import { ROLE_NAMES, WORKING_ROLES, type WorkingRole } from "../../domain/words/roles.ts";
import { useFocusBack } from "../pages/use-focus-back.ts";

type Props = {
  title: string;
  assignable: readonly Assignable[];
  /** The role that is chosen at first. */
  role?: WorkingRole;
  onAssign: (fields: { role: WorkingRole; memberId: string }) => void;
  onClose: () => void;
};

/** Asks who gets orders in a role. */
export function AssignDialog({ title, assignable, role: first = "image_processor", onAssign, onClose }: Props) {
  useFocusBack();
  const [role, setRole] = useState<WorkingRole>(first);
  const [memberId, setMemberId] = useState("");
  const members = assignable.filter(({ roles }) => roles.includes(role));
  return (
    <Modal
      open
      onClose={onClose}
      title={title}
      primaryAction={{ content: "Assign", onAction: () => onAssign({ role, memberId }) }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          <Select
            label="As"
            options={WORKING_ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
            value={role}
            onChange={(chosen: WorkingRole) => {
              setRole(chosen);
              setMemberId("");
            }}
          />
          <Select
            label="To"
            options={[
              { value: "", label: "Whoever is free" },
              ...members.map(({ id, name, isAway }) => ({ value: id, label: isAway ? `${name} (away)` : name })),
            ]}
            value={memberId}
            onChange={setMemberId}
            helpText={
              members.length === 0
                ? "Nobody has this role yet. An admin gives roles on the Team page."
                : "By hand, an order may go beyond an artist's capacity."
            }
          />
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}
