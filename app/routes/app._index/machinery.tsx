import { Banner, BlockStack, Text } from "@shopify/polaris";
import type { Machinery } from "../../domain/screens/machinery.ts";
import { Ago } from "../../ui/pages/ago.tsx";

/** What does not run in the background as it should, and what to do; nothing when all does. */
export function Troubles({ troubles }: Pick<Machinery, "troubles">) {
  if (troubles.length === 0) return null;
  return (
    <Banner tone="warning" title="Something does not run as it should">
      <BlockStack gap="300">
        {troubles.map(({ title, advice, since }) => (
          <BlockStack key={title} gap="100">
            <Text as="h3" variant="headingSm">
              {title}
              {since ? (
                <Text as="span" fontWeight="regular">
                  {" · "}
                  <Ago at={since} />
                </Text>
              ) : null}
            </Text>
            <Text as="p">{advice}</Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Banner>
  );
}

/** The one line that says that all runs. */
export function AllRuns({ toldAt }: Pick<Machinery, "toldAt">) {
  return (
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
  );
}
