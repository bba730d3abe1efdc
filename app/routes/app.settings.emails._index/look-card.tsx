import { BlockStack, Card, Checkbox, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { isColor, MOST } from "../../domain/emails/email-settings.ts";
import { readableOn } from "../../domain/emails/readable-on.ts";
import { LOCALE_NAMES, LOCALES, type Locale } from "../../domain/words/locales.ts";
import type { EditedEmails } from "./edited.ts";

type Props = { form: EditedEmails; onChange: (part: Partial<EditedEmails>) => void };

const LANGUAGES = LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }));

/** Whom emails are from, what they look like, and in which language they are. */
export function LookCard({ form, onChange }: Props) {
  const { brand, language, tracksOpening } = form;
  const set = (part: Partial<EditedEmails["brand"]>) => onChange({ brand: { ...brand, ...part } });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          How emails look
        </Text>
        <TextField
          label="Sender’s name"
          helpText="Your shop’s name where this is empty."
          value={brand.senderName}
          onChange={(senderName) => set({ senderName })}
          maxLength={MOST.name}
          autoComplete="off"
        />
        <TextField
          label="Answers go to"
          helpText="Your shop’s e-mail address where this is empty."
          type="email"
          value={brand.replyTo}
          onChange={(replyTo) => set({ replyTo: replyTo.trim() })}
          maxLength={MOST.address}
          autoComplete="off"
        />
        <TextField
          label="Address of your logo"
          helpText="It begins with https://. In Shopify, Content → Files has one for each picture. Your shop’s name stands there where this is empty."
          type="url"
          value={brand.logo}
          onChange={(logo) => set({ logo: logo.trim() })}
          maxLength={MOST.link}
          autoComplete="off"
        />
        <InlineStack align="start" gap="300" blockAlign="end">
          <TextField
            label="Colour of the button"
            value={brand.color}
            onChange={(color) => set({ color: color.trim() })}
            maxLength={7}
            autoComplete="off"
            error={isColor(brand.color) ? undefined : "A hash sign and six digits: #1a1a1a."}
          />
          {isColor(brand.color) ? (
            <span
              style={{ padding: "6px 12px", borderRadius: 8, background: brand.color, color: readableOn(brand.color) }}
            >
              Look at my artwork
            </span>
          ) : null}
        </InlineStack>
        <TextField
          label="Below every email"
          helpText="Your postal address, for example: many countries ask for one."
          value={brand.footer}
          onChange={(footer) => set({ footer })}
          multiline={3}
          maxLength={MOST.footer}
          autoComplete="off"
        />
        <Checkbox
          label="Write to customers in their own language"
          helpText={`The language they bought in, where it is one of these: ${Object.values(LOCALE_NAMES).join(", ")}.`}
          checked={language.followsCustomer}
          onChange={(followsCustomer) => onChange({ language: { ...language, followsCustomer } })}
        />
        <Select
          label={language.followsCustomer ? "All others are written to in" : "Customers are written to in"}
          options={LANGUAGES}
          value={language.fallback}
          onChange={(fallback) => onChange({ language: { ...language, fallback: fallback as Locale } })}
        />
        <Checkbox
          label="Ask mail programs to tell when an email is opened"
          helpText="Not every one does. Left off, emails hold no picture for that."
          checked={tracksOpening}
          onChange={(isOn) => onChange({ tracksOpening: isOn })}
        />
      </BlockStack>
    </Card>
  );
}
