import { BlockStack, Card, Text } from "@shopify/polaris";
import type { EmailCard } from "../../domain/email-card.ts";
import { EmailList } from "../../ui/email-list.tsx";

/** Every email of the order with its state. */
export function EmailsCard({ emails }: { emails: readonly EmailCard[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">Emails</Text>
        <EmailList emails={emails} />
      </BlockStack>
    </Card>
  );
}
