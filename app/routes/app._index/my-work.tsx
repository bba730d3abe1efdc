import { BlockStack, Card, Text } from "@shopify/polaris";
import { STEP_NAMES, type Step } from "../../domain/words/steps.ts";
import { CountGrid } from "../../ui/lists/count-grid.tsx";
import { STEP_PATHS } from "../../ui/pages/step-paths.ts";

/** What waits for the member, by step. */
export function MyWork({ mine }: { mine: readonly { step: Step; count: number }[] }) {
  const total = mine.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {total === 0 ? "Nothing waits for you" : total === 1 ? "1 item waits for you" : `${total} items wait for you`}
        </Text>
        <CountGrid
          counts={mine.map(({ step, count }) => ({ name: STEP_NAMES[step], path: STEP_PATHS[step], count, notes: [] }))}
        />
      </BlockStack>
    </Card>
  );
}
