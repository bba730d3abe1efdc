import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Assignable, OrderPage } from "../../domain/screens/order-page.ts";
import { ROLE_NAMES, WORKING_ROLES, type WorkingRole } from "../../domain/words/roles.ts";
import { AssignDialog } from "../../ui/acts/assign-dialog.tsx";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { Remark } from "../../ui/pages/remark.tsx";

type Props = {
  assignees: OrderPage["assignees"];
  assignable: readonly Assignable[];
  isWaitingForArtist: boolean;
};

/** Who works on the order, role by role; managers give it to somebody else. */
export function Assignees({ assignees, assignable, isWaitingForArtist }: Props) {
  const form = useForm();
  const [role, setRole] = useState<WorkingRole | null>(null);
  const mayAssign = assignable.length > 0;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who works on it
        </Text>
        <FormSaid form={form} />
        {isWaitingForArtist ? (
          <Remark tone="info">
            No artist has free capacity. The order is given to one as soon as a place frees up, or assign it by hand.
          </Remark>
        ) : null}
        {WORKING_ROLES.map((one) => (
          <InlineStack key={one} align="space-between" blockAlign="center" gap="200">
            <BlockStack>
              <Text as="h3" tone="subdued">
                {ROLE_NAMES[one]}
              </Text>
              <Text as="p">{assignees[one]?.name ?? "Nobody yet"}</Text>
            </BlockStack>
            {mayAssign ? (
              <Button
                onClick={() => setRole(one)}
                disabled={form.isBusy}
                accessibilityLabel={`Assign another ${ROLE_NAMES[one].toLowerCase()}`}
              >
                Assign
              </Button>
            ) : null}
          </InlineStack>
        ))}
      </BlockStack>
      {role ? (
        <AssignDialog
          title="Assign the order"
          assignable={assignable}
          role={role}
          onClose={() => setRole(null)}
          onAssign={(fields) => {
            form.send("Assign the order", fields);
            setRole(null);
          }}
        />
      ) : null}
    </Card>
  );
}
