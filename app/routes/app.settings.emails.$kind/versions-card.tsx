import { BlockStack, Button, Card, Collapsible, InlineStack, Text } from "@shopify/polaris";
import { diffLines } from "diff";
import { useId, useState } from "react";
import type { EmailTexts } from "../../domain/emails/email-values.ts";
import type { ShownVersion } from "../../services/emails/edit-texts.ts";
import { PlainList } from "../../ui/lists/plain-list.tsx";

type Props = {
  texts: EmailTexts;
  ours: EmailTexts;
  isOwn: boolean;
  versions: readonly ShownVersion[];
  isBusy: boolean;
  onReset: () => void;
  onRestore: (version: ShownVersion) => void;
};

/** How the words differ from those that come with the app, and what was there before. */
export function VersionsCard({ texts, ours, isOwn, versions, isBusy, onReset, onRestore }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Versions
        </Text>
        <Difference label="Compare with the words that come with the app" from={ours} to={texts} />
        <InlineStack align="start">
          <Button onClick={onReset} disabled={!isOwn} loading={isBusy}>
            Use the words that come with the app
          </Button>
        </InlineStack>
        {versions.length === 0 ? (
          <Text as="p" tone="subdued">
            Nobody has changed these words yet.
          </Text>
        ) : (
          <PlainList>
            {versions.map((version, at) => (
              <BlockStack key={version.id} gap="200">
                <InlineStack align="space-between" blockAlign="center" gap="200">
                  <Text as="span">{`${version.when}, ${version.by}${version.isDefault ? ": the words that come with the app" : ""}${at === 0 ? " (holds now)" : ""}`}</Text>
                  {at === 0 ? null : (
                    <Button
                      accessibilityLabel={`Restore the version of ${version.when}`}
                      onClick={() => onRestore(version)}
                      disabled={isBusy}
                    >
                      Restore
                    </Button>
                  )}
                </InlineStack>
                {at === 0 ? null : <Difference label="What differs from now" from={version.texts} to={texts} />}
              </BlockStack>
            ))}
          </PlainList>
        )}
      </BlockStack>
    </Card>
  );
}

function Difference({ label, from, to }: { label: string; from: EmailTexts; to: EmailTexts }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const parts = isOpen ? diffLines(written(from), written(to)) : [];
  const isSame = parts.every(({ added, removed }) => !added && !removed);
  return (
    <BlockStack gap="200">
      <InlineStack align="start">
        <Button
          variant="plain"
          ariaExpanded={isOpen}
          ariaControls={id}
          disclosure={isOpen ? "up" : "down"}
          onClick={() => setOpen(!isOpen)}
        >
          {label}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={isOpen}>
        {isSame ? (
          <Text as="p">Nothing differs.</Text>
        ) : (
          <pre className="texts-difference">
            {parts.map(({ added, removed, value }, at) =>
              added ? (
                <ins key={at}>{signed("+", value)}</ins>
              ) : removed ? (
                <del key={at}>{signed("−", value)}</del>
              ) : (
                value
              ),
            )}
          </pre>
        )}
      </Collapsible>
    </BlockStack>
  );
}

// What is told by colour is told by a sign too.
function signed(sign: string, lines: string): string {
  return lines.replace(/^(?=.)/gm, `${sign} `);
}

function written({ subject, preheader, body, button }: EmailTexts): string {
  return `Subject: ${subject}\nPreheader: ${preheader}\n${body}\nButton: ${button}\n`;
}
