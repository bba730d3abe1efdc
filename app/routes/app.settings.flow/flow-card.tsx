import { BlockStack, Card, Checkbox, ChoiceList, Text } from "@shopify/polaris";
import type { Flow } from "../../domain/words/flow.ts";
import { sheetOf, SKIPPABLE_STEPS, STEP_NAMES } from "../../domain/words/steps.ts";
import type { EditedSettings } from "./edited.ts";

type Props = { form: EditedSettings; onChange: (part: Partial<EditedSettings>) => void };

/** Which steps orders go through, and how items move. */
export function FlowCard({ form, onChange }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Order flow
        </Text>
        <ChoiceList
          allowMultiple
          title="Steps that orders go through"
          choices={SKIPPABLE_STEPS.map((step) => ({
            value: step,
            label: STEP_NAMES[step],
            helpText: sheetOf(step).skippable,
          }))}
          selected={SKIPPABLE_STEPS.filter((step) => !form.skips.includes(step))}
          onChange={(kept) => onChange({ skips: SKIPPABLE_STEPS.filter((step) => !kept.includes(step)) })}
        />
        <ChoiceList
          title="The items of one order move"
          choices={[
            {
              value: "together",
              label: "Together",
              helpText: "An item that is ready waits for the others before each step.",
            },
            {
              value: "independently",
              label: "Independently",
              helpText: "Each item goes on by itself; only fulfilment waits for the whole order.",
            },
          ]}
          selected={[form.manner]}
          onChange={([manner]) =>
            onChange({
              manner: manner as Flow["manner"],
              partialShipping: manner === "independently" && form.partialShipping,
            })
          }
        />
        {form.manner === "independently" ? (
          <Checkbox
            label="Partial shipping"
            helpText="Items ship as soon as they are approved, without waiting for the rest of the order."
            checked={form.partialShipping}
            onChange={(partialShipping) => onChange({ partialShipping })}
          />
        ) : null}
        <ChoiceList
          title="When a customer continues with the current photo"
          choices={[
            { value: "on", label: "The item goes on", helpText: "The artist still sees the reason." },
            {
              value: "back_to_review",
              label: "It goes back to Image Approval",
              helpText: "Marked as the customer's choice.",
            },
          ]}
          selected={[form.keepPhotoLeads]}
          onChange={([leads]) => onChange({ keepPhotoLeads: leads as Flow["keepPhotoLeads"] })}
        />
        <Checkbox
          label="Also change the open orders"
          helpText="They follow after you save, from each item's next step on. Left out steps stay for items that are in them now."
          checked={form.applyToOpenOrders}
          onChange={(applyToOpenOrders) => onChange({ applyToOpenOrders })}
        />
      </BlockStack>
    </Card>
  );
}
