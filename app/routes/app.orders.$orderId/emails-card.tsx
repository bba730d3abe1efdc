import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { EmailCard } from "../../domain/emails/email-card.ts";
import { EmailList } from "../../ui/lists/email-list.tsx";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";

/** Every email of the order with its state; while it waits for the customer, they can be written to again. */
export function EmailsCard({ emails, mayRemind }: { emails: readonly EmailCard[]; mayRemind: boolean }) {
  const form = useForm();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Emails
          </Text>
          {mayRemind ? (
            <Button
              loading={form.isBusy}
              onClick={() => form.send("Write to the customer again", { intent: "remind" })}
            >
              Write to the customer again
            </Button>
          ) : null}
        </InlineStack>
        <FormSaid form={form} />
        <EmailList emails={emails} />
      </BlockStack>
    </Card>
  );
}
