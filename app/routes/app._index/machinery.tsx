import { BlockStack, Box, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { TRY_AGAIN } from "../../domain/screens/given-up.ts";
import type { Machinery } from "../../domain/screens/machinery.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
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
        {troubles.map(({ title, advice, since, concerns, canTryAgain }) => (
          <Remark key={title} tone="warning" title={title}>
            <Text as="p">{advice}</Text>
            {concerns.length > 0 ? (
              <List>
                {concerns.map((one) => (
                  <List.Item key={one}>{one}</List.Item>
                ))}
              </List>
            ) : null}
            {canTryAgain ? <TryAgain title={title} /> : null}
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

function TryAgain({ title }: { title: string }) {
  const form = useForm();
  return (
    <BlockStack gap="200">
      <FormSaid form={form} shows="refusals" />
      <InlineStack>
        <Button
          disabled={form.isBusy || form.isDone}
          onClick={() => form.send(`Try again: ${title}`, { as: TRY_AGAIN })}
          accessibilityLabel={`Try again: ${title}`}
        >
          Try again
        </Button>
      </InlineStack>
    </BlockStack>
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
