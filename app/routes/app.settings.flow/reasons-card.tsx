import { BlockStack, Button, Card, Form, InlineStack, Modal, Text, TextField } from "@shopify/polaris";
import { Remark } from "../../ui/pages/remark.tsx";
import { useState } from "react";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";
import { PlainList } from "../../ui/lists/plain-list.tsx";

type Reason = { id: string; name: string };
type Asking = { kind: "add" } | { kind: "rename" | "retire"; reason: Reason };

/** The reasons for which photos are rejected: each change holds at once. */
export function ReasonsCard({ reasons }: { reasons: readonly Reason[] }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Rejection reasons
          </Text>
          <Button onClick={() => setAsking({ kind: "add" })}>Add reason</Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          Customers read the reason in their email. These changes hold at once.
        </Text>
        {reasons.length === 0 ? (
          <Remark tone="warning">Without a reason no photo can be rejected. Add at least one.</Remark>
        ) : null}
        <PlainList>
          {reasons.map((one) => (
            <InlineStack key={one.id} align="space-between" blockAlign="center" gap="200">
              <Text as="span" breakWord>
                {one.name}
              </Text>
              <InlineStack gap="200">
                <Button
                  accessibilityLabel={`Rename ${one.name}`}
                  onClick={() => setAsking({ kind: "rename", reason: one })}
                >
                  Rename
                </Button>
                <Button
                  accessibilityLabel={`Retire ${one.name}`}
                  onClick={() => setAsking({ kind: "retire", reason: one })}
                >
                  Retire
                </Button>
              </InlineStack>
            </InlineStack>
          ))}
        </PlainList>
      </BlockStack>
      {asking ? <ReasonDialog asking={asking} onClose={() => setAsking(null)} /> : null}
    </Card>
  );
}

function ReasonDialog({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  useFocusBack();
  const form = useForm({ onDone: onClose });
  const reason = asking.kind === "add" ? null : asking.reason;
  const [name, setName] = useState(reason?.name ?? "");
  const cancel = [{ content: "Cancel", onAction: onClose }];
  if (asking.kind === "retire") {
    const { reason } = asking;
    const retire = () => form.send(`Retire ${reason.name}`, { intent: "retire_reason", reasonId: reason.id });
    return (
      <Modal
        open
        onClose={onClose}
        title={`Retire “${reason.name}”?`}
        primaryAction={{ content: "Retire", loading: form.isBusy, onAction: retire }}
        secondaryActions={cancel}
      >
        <Modal.Section>
          <FormSaid form={form} shows="refusals" />
          It is not offered any more. Issues that have it keep it; adding the same name brings it back.
        </Modal.Section>
      </Modal>
    );
  }
  const save = () => {
    if (!name.trim()) return;
    if (reason) form.send(`Rename ${reason.name}`, { intent: "rename_reason", reasonId: reason.id, name });
    else form.send(`Add the reason ${name.trim()}`, { intent: "add_reason", name });
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={reason ? "Rename reason" : "Add reason"}
      primaryAction={{
        content: reason ? "Rename" : "Add",
        disabled: !name.trim(),
        loading: form.isBusy,
        onAction: save,
      }}
      secondaryActions={cancel}
    >
      <Modal.Section>
        <FormSaid form={form} shows="refusals" />
        <Form onSubmit={save}>
          <TextField
            label="Reason, as the customer reads it"
            value={name}
            onChange={setName}
            maxLength={60}
            autoComplete="off"
          />
        </Form>
      </Modal.Section>
    </Modal>
  );
}
