import { BlockStack, Card, Text } from "@shopify/polaris";
import type { HomePage } from "../../domain/screens/home-page.ts";
import { countWords } from "../../domain/words/counts.ts";
import { STEP_NAMES } from "../../domain/words/steps.ts";
import { CountGrid } from "../../ui/lists/count-grid.tsx";
import { stepPathOf } from "../../ui/pages/step-paths.ts";

/** What waits for the member, by step. */
export function MyWork({ mine, whose }: Pick<HomePage, "mine" | "whose">) {
  const total = mine.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {total === 0
            ? "Nothing waits for you"
            : total === 1
              ? "1 item waits for you"
              : `${countWords(total)} items wait for you`}
        </Text>
        <CountGrid
          counts={mine.map(({ step, count }) => ({
            name: STEP_NAMES[step],
            path: stepPathOf(step, whose),
            count,
            notes: [],
          }))}
        />
      </BlockStack>
    </Card>
  );
}
