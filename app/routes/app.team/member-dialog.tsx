import { Button, Checkbox, FormLayout, Modal } from "@shopify/polaris";
import { Remark } from "../../ui/pages/remark.tsx";
import { useState } from "react";
import type { TeamMember } from "../../domain/team/team.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { CapacityField, isCapacity } from "./capacity-field.tsx";
import { RoleChoice } from "./role-choice.tsx";

type Props = { member: TeamMember; onClose: () => void };

/** Changes what a member may do, how much an artist gets, and whether they are there. */
export function MemberDialog({ member, onClose }: Props) {
  useFocusBack();
  const form = useForm({ onDone: onClose });
  const [roles, setRoles] = useState(member.roles);
  const [capacity, setCapacity] = useState(String(member.capacity));
  const [isAway, setIsAway] = useState(member.isAway);
  const [isLeaving, setIsLeaving] = useState(false);
  const isWrong = !isCapacity(capacity);
  const save = () => {
    if (!isWrong)
      form.send(`Save ${member.name}`, {
        intent: "change",
        memberId: member.id,
        roles: roles.join(","),
        capacity,
        isAway: isAway ? "yes" : "no",
      });
  };
  if (isLeaving) {
    return (
      <Modal
        open
        onClose={onClose}
        title={`${member.name} has left`}
        primaryAction={{
          content: "They have left",
          loading: form.isBusy,
          onAction: () => form.send(`${member.name} has left`, { intent: "left", memberId: member.id }),
        }}
        secondaryActions={[{ content: "Back", onAction: () => setIsLeaving(false) }]}
      >
        <Modal.Section>
          <FormSaid form={form} shows="refusals" />
          They lose all roles and see nothing of the shop any more. Their open work goes to others. What they did stays
          in the history. You can take them back later.
        </Modal.Section>
      </Modal>
    );
  }
  return (
    <Modal
      open
      onClose={onClose}
      title={member.name}
      primaryAction={{ content: "Save", loading: form.isBusy, onAction: save }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <FormSaid form={form} shows="refusals" />
        <FormLayout>
          {member.hasLeft ? <Remark tone="info">Give a role to take them back.</Remark> : null}
          <RoleChoice roles={roles} isOwner={member.isOwner} onChange={setRoles} />
          {roles.includes("artist") ? <CapacityField capacity={capacity} onChange={setCapacity} /> : null}
          <Checkbox
            label="Away"
            helpText="Gets no new work; open work goes to others."
            checked={isAway}
            onChange={setIsAway}
          />
          {member.isOwner || member.hasLeft ? null : (
            <Button variant="plain" onClick={() => setIsLeaving(true)}>
              They no longer work here
            </Button>
          )}
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}
