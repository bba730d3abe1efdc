import { BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { APP_SETTINGS, STORE_PREFERENCES } from "../../domain/customer/admin-links.ts";
import type { StoreFacts } from "../../domain/screens/store-facts.ts";

const LOG_IN = {
  new: "They log in with customer accounts and come back to it.",
  legacy: "They log in with legacy customer accounts and come back to it.",
};

/** Where customers find their page in the online store, and what belongs to it in Shopify. */
export function StoreCard({ store: { address, customerAccounts, hasPassword, blockLink } }: { store: StoreFacts }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Your customers’ page
        </Text>
        <List>
          <List.Item>
            Customers find their orders at{" "}
            <Link url={address} target="_blank">
              {address}
            </Link>
            .{customerAccounts ? ` ${LOG_IN[customerAccounts]}` : ""}
          </List.Item>
          <List.Item>
            You can move it under{" "}
            <Link url={APP_SETTINGS} target="_top">
              Settings, Apps, Proofline, App proxy
            </Link>
            . Then open the new address once yourself: from there on new emails lead to it. Links that were sent before
            no longer open; send those emails again.
          </List.Item>
          {hasPassword ? (
            <List.Item>
              Your store has a password, so customers cannot open it.{" "}
              <Link url={STORE_PREFERENCES} target="_top">
                Open Online Store preferences
              </Link>
            </List.Item>
          ) : null}
        </List>
        <InlineStack>
          <Button url={blockLink} target="_top">
            Add the Artwork status block to your theme
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
