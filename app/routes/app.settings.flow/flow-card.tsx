import { BlockStack, Card, Checkbox, ChoiceList, Text } from "@shopify/polaris";
import type { RoleCounts } from "../../domain/shop/flow-picture.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import {
  FLOW_FIELD_NAMES,
  flowField,
  flowRefusal,
  isFieldInUse,
  wholeFlow,
  type Flow,
} from "../../domain/words/flow.ts";
import { sheetOf, SKIPPABLE_STEPS, STEP_NAMES } from "../../domain/words/steps.ts";
import { Remark } from "../../ui/pages/remark.tsx";
import type { EditedSettings } from "./edited.ts";
import { FlowPicture } from "./flow-picture.tsx";

type Props = { form: EditedSettings; counts: RoleCounts; onChange: (part: Partial<EditedSettings>) => void };

/** Which steps orders go through, and how items move. */
export function FlowCard({ form, counts, onChange }: Props) {
  const refused = flowRefusal(form);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Order flow
        </Text>
        <FlowPicture flow={wholeFlow(form)} counts={counts} />
        <div role="status">{refused ? <Remark tone="critical">{REFUSAL_WORDS[refused]}</Remark> : null}</div>
        {FLOW_FIELD_NAMES.filter((name) => isFieldInUse(name, form)).map((name) => (
          <Field key={name} name={name} flow={form} onChange={(value) => onChange(withField(form, name, value))} />
        ))}
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

/** The form with another value of a field; what means nothing beside it any more has its default again. */
function withField(form: EditedSettings, name: keyof Flow, value: unknown): Partial<EditedSettings> {
  return wholeFlow({ ...form, [name]: value });
}

function Field({ name, flow, onChange }: { name: keyof Flow; flow: Flow; onChange: (value: unknown) => void }) {
  const field = flowField(name);
  if (field.kind === "switch") {
    return <Checkbox label={field.label} helpText={field.help} checked={flow[name] === true} onChange={onChange} />;
  }
  if (field.kind === "choice") {
    const choices = Object.entries(field.options).map(([value, { label, help }]) => ({ value, label, helpText: help }));
    return (
      <ChoiceList
        title={field.title}
        choices={choices}
        selected={[String(flow[name])]}
        onChange={([chosen]) => onChange(chosen)}
      />
    );
  }
  return (
    <ChoiceList
      allowMultiple
      title={field.title}
      choices={SKIPPABLE_STEPS.map((step) => ({
        value: step,
        label: STEP_NAMES[step],
        helpText: sheetOf(step).skippable,
      }))}
      selected={SKIPPABLE_STEPS.filter((step) => !flow.skips.includes(step))}
      onChange={(kept) => onChange(SKIPPABLE_STEPS.filter((step) => !kept.includes(step)))}
    />
  );
}
