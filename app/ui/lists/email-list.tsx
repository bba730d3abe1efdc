import { Badge, BlockStack, InlineStack, Text, type BadgeProps } from "@shopify/polaris";
import { EMAIL_STATE_WORDS, type EmailCard } from "../../domain/emails/email-card.ts";
import { EMAIL_NAMES, type EmailState } from "../../domain/words/emails.ts";
import { Ago } from "../pages/ago.tsx";

const TONES: Record<EmailState, BadgeProps["tone"]> = {
  queued: undefined,
  sending: undefined,
  sent: "info",
  delivered: "info",
  opened: "success",
  bounced: "critical",
  failed: "critical",
  unknown: "warning",
  withdrawn: undefined,
};

/** The emails of an order with their states, newest first. */
export function EmailList({ emails }: { emails: readonly EmailCard[] }) {
  if (emails.length === 0)
    return (
      <Text as="p" tone="subdued">
        No email to the customer.
      </Text>
    );
  return (
    <BlockStack gap="200">
      {emails.map(({ id, kind, state, to, at, failure }) => (
        <InlineStack key={id} gap="200" align="start" blockAlign="center">
          <Text as="span">
            {EMAIL_NAMES[kind]}
            {state === "withdrawn" ? null : (
              <Text as="span" tone="subdued">
                {" "}
                · <Ago at={at} />
              </Text>
            )}
          </Text>
          {to ? (
            <Text as="span" tone="subdued" breakWord>
              {to}
            </Text>
          ) : null}
          <Badge tone={TONES[state]}>{EMAIL_STATE_WORDS[state]}</Badge>
          {failure ? (
            <Text as="span" tone="critical" breakWord>
              {failure}
            </Text>
          ) : null}
        </InlineStack>
      ))}
    </BlockStack>
  );
}
