import { Button, Card, InlineStack, Text } from "@shopify/polaris";
import { ACCESS_KEPT_DAYS } from "../../domain/screens/access.ts";
import { saveFile } from "./save-file.ts";

/** For managers: the file of who saw names, addresses and the like of customers. */
export function AccessLog() {
  return (
    <Card>
      <InlineStack gap="300" blockAlign="center" align="space-between">
        <Text as="p">{`Who saw customers' names and addresses is kept for ${ACCESS_KEPT_DAYS} days.`}</Text>
        <Button onClick={() => saveFile("/app/access-log", "who saw customers' data.csv")}>Download the list</Button>
      </InlineStack>
    </Card>
  );
}
