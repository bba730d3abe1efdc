import { Badge, BlockStack, Box, Button, Card, Checkbox, Divider, InlineStack, Text } from "@shopify/polaris";
import { MOST, REMINDERS, type Delay } from "../../domain/emails/email-settings.ts";
import { EMAIL_KINDS, EMAIL_SHEETS, type EmailKind } from "../../domain/words/emails.ts";
import { LOCALE_NAMES, type Locale } from "../../domain/words/locales.ts";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";
import { DelayField } from "./delay-field.tsx";
import type { EditedEmails } from "./edited.ts";

type Props = {
  form: EditedEmails;
  ownWords: Partial<Record<EmailKind, readonly Locale[]>>;
  onChange: (part: Partial<EditedEmails>) => void;
};

/** Every email: whether it is sent, when, and a way to its words. */
export function EmailsCard({ form, ownWords, onChange }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Emails to customers
        </Text>
        {EMAIL_KINDS.map((kind, at) => (
          <BlockStack key={kind} gap="400">
            {at > 0 ? <Divider /> : null}
            <EmailRow kind={kind} form={form} own={ownWords[kind] ?? []} onChange={onChange} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

type RowProps = Omit<Props, "ownWords"> & { kind: EmailKind; own: readonly Locale[] };

function EmailRow({ kind, form, own, onChange }: RowProps) {
  const { name, sent } = EMAIL_SHEETS[kind];
  const { isOn, delay } = form.emails[kind];
  const set = (part: Partial<EditedEmails["emails"][EmailKind]>) =>
    onChange({ emails: { ...form.emails, [kind]: { isOn, delay, ...part } } });
  const isReminder = REMINDERS.includes(kind);
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="start" gap="400" wrap={false}>
        <Checkbox label={name} helpText={`${sent}.`} checked={isOn} onChange={(on) => set({ isOn: on })} />
        <Box minWidth="max-content">
          <Button url={`${PAGE_LINKS.email_templates.path}/${kind}`} accessibilityLabel={`Edit words: ${name}`}>
            Edit words
          </Button>
        </Box>
      </InlineStack>
      {own.length > 0 ? (
        <InlineStack align="start" gap="100">
          <Badge tone="info">{`Your own words: ${own.map((locale) => LOCALE_NAMES[locale]).join(", ")}`}</Badge>
        </InlineStack>
      ) : null}
      {isOn && isReminder ? (
        <Reminders
          name={name}
          delays={form.reminders[kind] ?? []}
          onChange={(delays) => onChange({ reminders: { ...form.reminders, [kind]: delays } })}
        />
      ) : null}
      {isOn && !isReminder ? (
        <BlockStack gap="100">
          <Text as="span" tone="subdued">
            Leaves after (0: at once)
          </Text>
          <DelayField label={`${name} leaves after`} delay={delay} onChange={(to) => set({ delay: to })} />
        </BlockStack>
      ) : null}
    </BlockStack>
  );
}

function Reminders({
  name,
  delays,
  onChange,
}: {
  name: string;
  delays: readonly Delay[];
  onChange: (delays: Delay[]) => void;
}) {
  const last = delays.at(-1) ?? { amount: 0, unit: "days" };
  return (
    <BlockStack gap="200">
      <Text as="span" tone="subdued">
        {delays.length === 0 ? "No reminder is sent." : "Each leaves so long after the first email:"}
      </Text>
      {delays.map((delay, at) => (
        <InlineStack key={at} align="start" gap="200" blockAlign="start" wrap={false}>
          <DelayField
            label={`${name} ${at + 1}`}
            delay={delay}
            onChange={(to) => onChange(delays.map((one, place) => (place === at ? to : one)))}
          />
          <Button
            accessibilityLabel={`Remove ${name} ${at + 1}`}
            onClick={() => onChange(delays.filter((_, place) => place !== at))}
          >
            Remove
          </Button>
        </InlineStack>
      ))}
      {delays.length < MOST.reminders ? (
        <InlineStack align="start">
          <Button
            accessibilityLabel={`Add a reminder: ${name}`}
            onClick={() => onChange([...delays, { ...last, amount: Math.min(last.amount + 3, MOST.amount) }])}
          >
            Add a reminder
          </Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}
