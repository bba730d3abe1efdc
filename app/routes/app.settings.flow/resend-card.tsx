import { BlockStack, Card, Checkbox, Text, TextField } from "@shopify/polaris";
import { RESEND_AFTER_MINUTES } from "../../domain/emails/email-sending.ts";
import { isResendAfter, type EditedSettings } from "./edited.ts";

type Props = { resendAfter: EditedSettings["resendAfter"]; onChange: (resendAfter: string | null) => void };

const { least, most } = RESEND_AFTER_MINUTES;
const DEFAULT_MINUTES = "60";

/** Whether an email of which nobody knows whether it was sent leaves once more by itself. */
export function ResendCard({ resendAfter, onChange }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Unclear emails
        </Text>
        <Checkbox
          label="Send again by itself when nothing is known of an email"
          helpText="The mail service sometimes gives no clear answer. An email is sent again once at most, and a customer may get it twice. Left off, managers are asked after an hour."
          checked={resendAfter !== null}
          onChange={(isOn) => onChange(isOn ? DEFAULT_MINUTES : null)}
        />
        {resendAfter === null ? null : (
          <TextField
            label="After so long without news"
            suffix="minutes"
            inputMode="numeric"
            value={resendAfter}
            onChange={onChange}
            autoComplete="off"
            error={isResendAfter(resendAfter) ? undefined : `A whole number of minutes from ${least} to ${most}.`}
          />
        )}
      </BlockStack>
    </Card>
  );
}
