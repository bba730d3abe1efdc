import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { EmailCard } from "../../domain/emails/email-card.ts";
import type { Said } from "../../domain/words/said.ts";
import { EmailList } from "../../ui/lists/email-list.tsx";
import { SaidHere } from "../../ui/pages/notices.tsx";

/** Every email of the order with its state; while it waits for the customer, they can be written to again. */
export function EmailsCard({ emails, mayRemind }: { emails: readonly EmailCard[]; mayRemind: boolean }) {
  const reminding = useFetcher<Said>();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Emails
          </Text>
          {mayRemind ? (
            <Button
              loading={reminding.state !== "idle"}
              onClick={() => reminding.submit({ intent: "remind" }, { method: "post" })}
            >
              Write to the customer again
            </Button>
          ) : null}
        </InlineStack>
        <SaidHere said={reminding.data} />
        <EmailList emails={emails} />
      </BlockStack>
    </Card>
  );
}
