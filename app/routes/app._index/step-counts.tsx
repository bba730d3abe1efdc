import { BlockStack, Card, Text } from "@shopify/polaris";
import type { StepCount } from "../../domain/screens/step-count.ts";
import { countWords } from "../../domain/words/counts.ts";
import { STEP_NAMES } from "../../domain/words/steps.ts";
import { CountGrid } from "../../ui/lists/count-grid.tsx";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";
import { STEP_PATHS } from "../../ui/pages/step-paths.ts";

/** How many items of the shop stand in each step. */
export function StepCounts({ steps }: { steps: readonly StepCount[] }) {
  const orders = PAGE_LINKS.orders.path;
  const counts = steps.map(({ step, here, overdue, waiting }) => ({
    name: STEP_NAMES[step],
    path: STEP_PATHS[step],
    count: here,
    notes: [
      ...(overdue > 0
        ? [{ text: `${countWords(overdue)} overdue`, path: `${orders}?step=${step}&overdue=1`, isLate: true }]
        : []),
      ...(waiting > 0
        ? [
            {
              text: `and ${countWords(waiting)} waiting for the rest of their order`,
              path: `${orders}?step=${step}&waiting=1`,
            },
          ]
        : []),
    ],
  }));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          All open items of the shop
        </Text>
        <CountGrid counts={counts} />
      </BlockStack>
    </Card>
  );
}
