import { InlineStack, Select, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { DELAY_UNITS, MOST, type Delay, type DelayUnit } from "../../domain/emails/email-settings.ts";

const NAMES: Record<DelayUnit, string> = {
  minutes: "minutes",
  hours: "hours",
  days: "days",
  business_days: "business days",
};
const OPTIONS = DELAY_UNITS.map((unit) => ({ value: unit, label: NAMES[unit] }));

/** How long after something: a number and its unit. `label` says after what, for those who do not see where it stands. */
export function DelayField({ label, delay, onChange }: { label: string; delay: Delay; onChange: (to: Delay) => void }) {
  const [text, setText] = useState(String(delay.amount));
  useEffect(() => {
    setText((now) => (Number(now) === delay.amount ? now : String(delay.amount)));
  }, [delay.amount]);
  const isWrong = !/^\d{1,3}$/.test(text.trim()) || Number(text) > MOST.amount;
  return (
    <InlineStack align="start" gap="200" wrap={false}>
      <div style={{ width: "5.5rem" }}>
        <TextField
          label={`${label}: how many`}
          labelHidden
          inputMode="numeric"
          value={text}
          onChange={(typed) => {
            setText(typed);
            if (/^\d{1,3}$/.test(typed.trim()) && Number(typed) <= MOST.amount)
              onChange({ ...delay, amount: Number(typed) });
          }}
          onBlur={() => setText(String(delay.amount))}
          autoComplete="off"
          error={isWrong ? `0 to ${MOST.amount}` : undefined}
        />
      </div>
      <Select
        label={`${label}: unit`}
        labelHidden
        options={OPTIONS}
        value={delay.unit}
        onChange={(unit) => onChange({ ...delay, unit: unit as DelayUnit })}
      />
    </InlineStack>
  );
}
