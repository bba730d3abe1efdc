import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Modal, Text, TextField } from "@shopify/polaris";
import { Remark } from "../../ui/pages/remark.tsx";
import { useState } from "react";
import type { Said } from "../../domain/words/said.ts";
import { SaidHere } from "../../ui/pages/notices.tsx";
import { PlainList } from "../../ui/lists/plain-list.tsx";

type Reason = { id: string; name: string };

/** The reasons for which photos are rejected: each change holds at once. */
export function ReasonsCard({ reasons }: { reasons: readonly Reason[] }) {
  const changing = useFetcher<Said>();
  const [asking, setAsking] = useState<{ kind: "add" } | { kind: "rename" | "retire"; reason: Reason } | null>(null);
  const [name, setName] = useState("");
  const post = (fields: Record<string, string>) => {
    changing.submit(fields, { method: "post" });
    setAsking(null);
  };
  const reason = asking && asking.kind !== "add" ? asking.reason : null;
  const close = { content: "Cancel", onAction: () => setAsking(null) };
  const confirm = () => {
    if (name.trim())
      post(reason ? { intent: "rename_reason", reasonId: reason.id, name } : { intent: "add_reason", name });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Rejection reasons
          </Text>
          <Button
            onClick={() => {
              setName("");
              setAsking({ kind: "add" });
            }}
          >
            Add reason
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          Customers read the reason in their email. These changes hold at once.
        </Text>
        <SaidHere said={changing.data} />
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
                  onClick={() => {
                    setName(one.name);
                    setAsking({ kind: "rename", reason: one });
                  }}
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
      {asking?.kind === "retire" && reason ? (
        <Modal
          open
          onClose={close.onAction}
          title={`Retire “${reason.name}”?`}
          primaryAction={{
            content: "Retire",
            onAction: () => post({ intent: "retire_reason", reasonId: reason.id }),
          }}
          secondaryActions={[close]}
        >
          <Modal.Section>
            It is not offered any more. Issues that have it keep it; adding the same name brings it back.
          </Modal.Section>
        </Modal>
      ) : null}
      {asking && asking.kind !== "retire" ? (
        <Modal
          open
          onClose={close.onAction}
          title={reason ? "Rename reason" : "Add reason"}
          primaryAction={{ content: reason ? "Rename" : "Add", disabled: !name.trim(), onAction: confirm }}
          secondaryActions={[close]}
        >
          <Modal.Section>
            <TextField
              label="Reason, as the customer reads it"
              value={name}
              onChange={setName}
              maxLength={60}
              autoComplete="off"
            />
          </Modal.Section>
        </Modal>
      ) : null}
    </Card>
  );
}
