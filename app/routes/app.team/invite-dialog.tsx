import { Form, FormLayout, Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import { DEFAULT_CAPACITY } from "../../domain/team/team.ts";
import type { Role } from "../../domain/words/roles.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { CapacityField, isCapacity } from "./capacity-field.tsx";
import { RoleChoice } from "./role-choice.tsx";

type Props = { onClose: () => void };

/** Gives roles in advance to an e-mail address. */
export function InviteDialog({ onClose }: Props) {
  useFocusBack();
  const form = useForm({ onDone: onClose });
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<Role[]>([]);
  const [isAsked, setIsAsked] = useState(false);
  const [capacity, setCapacity] = useState(String(DEFAULT_CAPACITY));
  const isCapacityWrong = roles.includes("artist") && !isCapacity(capacity);
  const isWrong = !/^[^\s@]+@[^\s@]+$/.test(email.trim());
  const invite = () => {
    setIsAsked(true);
    if (isWrong || isCapacityWrong) return;
    const asArtist: Record<string, string> = roles.includes("artist") ? { capacity } : {};
    form.send(`Invite ${email.trim()}`, { intent: "invite", email, name, roles: roles.join(","), ...asArtist });
  };
  return (
    <Modal
      open
      onClose={onClose}
      title="Invite by e-mail"
      primaryAction={{ content: "Invite", loading: form.isBusy, onAction: invite }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <FormSaid form={form} shows="refusals" />
        <Form onSubmit={invite}>
          <FormLayout>
            <TextField
              label="E-mail address they use in Shopify"
              type="email"
              value={email}
              onChange={setEmail}
              autoComplete="off"
              maxLength={320}
              helpText="They are written to, and get their roles when they open Proofline with this address."
              error={isAsked && isWrong ? "This is not an e-mail address." : undefined}
            />
            <TextField label="Name (optional)" value={name} onChange={setName} autoComplete="off" maxLength={120} />
            <RoleChoice roles={roles} isOwner={false} onChange={setRoles} />
            {roles.includes("artist") ? <CapacityField capacity={capacity} onChange={setCapacity} /> : null}
          </FormLayout>
        </Form>
      </Modal.Section>
    </Modal>
  );
}
