import { Button, Card, BlockStack, Link, List, Text, InlineStack } from "@shopify/polaris";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";

type Props = { isAdmin: boolean; hasStarted: boolean; blockLink: string };

/** What to do first in a shop that has no order yet. */
export function FirstSteps({ isAdmin, hasStarted, blockLink }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          No order with a customer’s photo has come yet
        </Text>
        <Text as="p">
          The open orders of the last 60 days are brought in by themselves, and every new one arrives as it is placed.
          An order counts when a line has a link to a photo in its properties.
        </Text>
        {isAdmin ? (
          <List type="number">
            <List.Item>
              Ask the people who work with you to open Proofline in their Shopify admin, and give each a role on the
              Team page. Alone, you need no set-up: an admin may do everything.
            </List.Item>
            <List.Item>
              Look at the order flow: which steps your shop uses, and whether the items of an order move together.
            </List.Item>
            <List.Item>
              <Link url={blockLink} target="_top">
                Add the Artwork status block to your theme
              </Link>
              , so that customers find what waits for them, and save there.
            </List.Item>
            <List.Item>
              {hasStarted
                ? "Place a test order with a photo. It appears under Image Approval."
                : "Place a test order with a photo. It is counted above, and appears under Image Approval once you have started with it."}
            </List.Item>
          </List>
        ) : null}
        {isAdmin ? (
          <InlineStack gap="200">
            <Button variant="primary" url={PAGE_LINKS.team.path}>
              Set up the team
            </Button>
            <Button url={PAGE_LINKS.flow_settings.path}>Look at the order flow</Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}
