import { BlockStack, Button, Card, InlineStack } from "@shopify/polaris";
import type { HoldShown } from "../../domain/fulfilment/hold-shown.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { Remark } from "../../ui/pages/remark.tsx";

/** How the order is held in Shopify; what was released there by hand is held again by whoever may. */
export function HoldCard({ hold: { kind, sentence, mayHoldAgain } }: { hold: HoldShown }) {
  const form = useForm();
  return (
    <Card>
      <BlockStack gap="300">
        <Remark tone={kind === "held" ? "info" : "warning"}>{sentence}</Remark>
        <FormSaid form={form} shows="refusals" />
        {mayHoldAgain ? (
          <InlineStack>
            <Button loading={form.isBusy} onClick={() => form.send("Hold again", { intent: "hold_again" })}>
              Hold again
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}
