import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { STORE_PREFERENCES } from "../../domain/customer/admin-links.ts";

/** The online store has a password: what that means for customers, and where it is taken off. */
export function StoreLocked() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Customers cannot open their page while your store has a password
        </Text>
        <Text as="p">
          Customers who follow the link in an email are asked for the store’s password. The links stay good: they open
          as soon as the password is gone.
        </Text>
        <InlineStack>
          <Button url={STORE_PREFERENCES} target="_top">
            Open Online Store preferences
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
