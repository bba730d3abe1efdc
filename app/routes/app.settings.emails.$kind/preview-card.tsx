import { BlockStack, Button, ButtonGroup, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { RenderedEmail } from "../../domain/emails/email-values.ts";
import { inScheme, type Scheme } from "./in-scheme.ts";

type Props = {
  rendered: RenderedEmail | null;
  orders: readonly { id: string; name: string }[];
  orderId: string;
  onOrder: (orderId: string) => void;
  onTest: () => void;
  isSending: boolean;
};

const WIDTHS = { Phone: 390, Desktop: 640 } as const;
type Shown = keyof typeof WIDTHS | "Text";

/** The email as customers will see it, with a real order or a sample, and a way to have it sent to oneself. */
export function PreviewCard({ rendered, orders, orderId, onOrder, onTest, isSending }: Props) {
  const [shown, setShown] = useState<Shown>("Phone");
  const [scheme, setScheme] = useState<Scheme>("light");
  const choices = [
    { value: "", label: "A sample order" },
    ...orders.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Preview
          </Text>
          <Button onClick={onTest} loading={isSending} disabled={rendered === null}>
            Send me a test
          </Button>
        </InlineStack>
        <Select label="Shown with" options={choices} value={orderId} onChange={onOrder} />
        <InlineStack align="start" gap="200">
          <ButtonGroup variant="segmented">
            {(["Phone", "Desktop", "Text"] as const).map((one) => (
              <Button key={one} pressed={shown === one} onClick={() => setShown(one)}>
                {one}
              </Button>
            ))}
          </ButtonGroup>
          <Button pressed={scheme === "dark"} onClick={() => setScheme(scheme === "dark" ? "light" : "dark")}>
            Dark
          </Button>
        </InlineStack>
        {rendered === null ? (
          <div className="email-preview-to-come">
            <Text as="p" tone="subdued">
              The preview comes as soon as the words can be used.
            </Text>
          </div>
        ) : (
          <BlockStack gap="200">
            <Text as="p" breakWord>
              <strong>{rendered.subject}</strong>
            </Text>
            <div className="email-preview" tabIndex={0} role="group" aria-label="The email">
              {shown === "Text" ? (
                <pre className="email-preview-text">{rendered.text}</pre>
              ) : (
                // Nothing runs in it, and it reaches nothing of this page.
                <iframe
                  sandbox=""
                  title="The email as its customer sees it"
                  srcDoc={inScheme(rendered.html, scheme)}
                  width={WIDTHS[shown]}
                />
              )}
            </div>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
