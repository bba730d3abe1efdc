import { BlockStack, Box, Card, Text } from "@shopify/polaris";
import type { Machinery } from "../../domain/screens/machinery.ts";
import { Ago } from "../../ui/pages/ago.tsx";
import { Remark } from "../../ui/pages/remark.tsx";

/** What does not run in the background as it should, and what to do; nothing when all does. */
export function Troubles({ troubles }: Pick<Machinery, "troubles">) {
  if (troubles.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Something does not run as it should
        </Text>
        {troubles.map(({ title, advice, since }) => (
          <Remark key={title} tone="warning" title={title}>
            <Text as="p">{advice}</Text>
            {since ? (
              <Text as="p" tone="subdued">
                {"Since "}
                <Ago at={since} />
              </Text>
            ) : null}
          </Remark>
        ))}
      </BlockStack>
    </Card>
  );
}

/** The one line that says that all runs. */
export function AllRuns({ toldAt }: Pick<Machinery, "toldAt">) {
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <Text as="p" tone="subdued">
        {"Everything runs in the background. "}
        {toldAt ? (
          <>
            {"Shopify’s last notice came "}
            <Ago at={toldAt} />
            {"."}
          </>
        ) : (
          "Shopify has sent no notice yet."
        )}
      </Text>
    </Box>
  );
}
