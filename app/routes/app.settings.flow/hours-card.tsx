import { BlockStack, Card, FormLayout, Text, TextField } from "@shopify/polaris";
import { STEP_NAMES, STEPS } from "../../domain/words/steps.ts";
import { isHours, type EditedSettings } from "./edited.ts";

type Props = { hours: EditedSettings["hours"]; onChange: (hours: EditedSettings["hours"]) => void };

/** How long each step usually takes; what takes longer is overdue. */
export function HoursCard({ hours, onChange }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Usual hours of each step
        </Text>
        <Text as="p" tone="subdued">
          What takes longer is shown as overdue. Customers see the usual time on their page.
        </Text>
        <FormLayout>
          <FormLayout.Group>
            {STEPS.filter((step) => hours[step] !== undefined).map((step) => (
              <TextField
                key={step}
                label={STEP_NAMES[step]}
                suffix="hours"
                inputMode="decimal"
                value={hours[step]}
                onChange={(text) => onChange({ ...hours, [step]: text })}
                autoComplete="off"
                error={isHours(hours[step] ?? "") ? undefined : "A number of hours, more than 0."}
              />
            ))}
          </FormLayout.Group>
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
