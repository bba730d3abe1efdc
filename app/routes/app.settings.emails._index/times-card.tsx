import { BlockStack, Card, Checkbox, ChoiceList, InlineStack, Text, TextField } from "@shopify/polaris";
import { WEEKDAYS } from "../../domain/emails/email-settings.ts";
import { closedDayThatIsNone, type EditedEmails } from "./edited.ts";

type Props = { form: EditedEmails; timeZone: string; onChange: (part: Partial<EditedEmails>) => void };

const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAYS = WEEKDAYS.map((day) => ({ value: String(day), label: NAMES[day - 1]! }));
const USUAL_QUIET = { from: "21:00", to: "08:00" };

/** At which times of the shop's day and week emails leave by themselves. */
export function TimesCard({ form, timeZone, onChange }: Props) {
  const { quiet, days, closed, onBusinessDaysOnly } = form;
  const wrongDay = closedDayThatIsNone(closed);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            When emails leave
          </Text>
          <Text as="p" tone="subdued">
            {`In your shop’s time (${timeZone.replaceAll("_", " ")}). An email that somebody sends by hand leaves at once.`}
          </Text>
        </BlockStack>
        <Checkbox
          label="Quiet hours"
          helpText="Emails that are due then leave when they are over."
          checked={quiet !== null}
          onChange={(isOn) => onChange({ quiet: isOn ? USUAL_QUIET : null })}
        />
        {quiet ? (
          <InlineStack align="start" gap="300">
            <TextField
              label="From"
              type="time"
              value={quiet.from}
              onChange={(from) => onChange({ quiet: { ...quiet, from } })}
              autoComplete="off"
            />
            <TextField
              label="Until"
              type="time"
              value={quiet.to}
              onChange={(to) => onChange({ quiet: { ...quiet, to } })}
              autoComplete="off"
            />
          </InlineStack>
        ) : null}
        <ChoiceList
          allowMultiple
          title="Business days"
          choices={DAYS}
          selected={days.map(String)}
          onChange={(chosen) => onChange({ days: WEEKDAYS.filter((day) => chosen.includes(String(day))) })}
          error={days.length === 0 ? "Choose at least one day on which your shop works." : undefined}
        />
        <TextField
          label="Closed days"
          helpText="One a line, as year, month and day: 2026-12-25. They are no business days."
          value={closed}
          onChange={(text) => onChange({ closed: text })}
          multiline={3}
          autoComplete="off"
          error={wrongDay === null ? undefined : `“${wrongDay}” is no day.`}
        />
        <Checkbox
          label="Emails leave on business days only"
          helpText="An email that is due on another day leaves on the next one."
          checked={onBusinessDaysOnly}
          onChange={(isOn) => onChange({ onBusinessDaysOnly: isOn })}
        />
      </BlockStack>
    </Card>
  );
}
