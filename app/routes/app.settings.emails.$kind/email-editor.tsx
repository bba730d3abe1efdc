import { Link, useFetcher, useNavigate } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { MOST_TEXT, TEXT_PART_NAMES, type EmailTexts, type RenderedEmail } from "../../domain/emails/email-values.ts";
import { EMAIL_NAMES, EMAIL_SHEETS, type EmailKind } from "../../domain/words/emails.ts";
import { LOCALE_NAMES, LOCALES, type Locale } from "../../domain/words/locales.ts";
import type { ShownVersion } from "../../services/emails/edit-texts.ts";
import { useForm } from "../../ui/acts/use-form.ts";
import { PlainList } from "../../ui/lists/plain-list.tsx";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";
import { Remark } from "../../ui/pages/remark.tsx";
import { LiquidField } from "./liquid-field.tsx";
import { PreviewCard } from "./preview-card.tsx";
import { VersionsCard } from "./versions-card.tsx";

type Problem = { part: keyof EmailTexts; line: number; said: string };
type Props = {
  kind: EmailKind;
  locale: Locale;
  texts: EmailTexts;
  ours: EmailTexts;
  isOwn: boolean;
  version: string | null;
  versions: readonly ShownVersion[];
  orders: readonly { id: string; name: string }[];
  variables: readonly { name: string; is: string }[];
};

const LANGUAGES = LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }));
const PREVIEW_PAUSE_MS = 400;

/** The words of one email in one language: written on one side, seen on the other. */
export function EmailEditor({ kind, locale, texts: saved, ours, isOwn, version, versions, orders, variables }: Props) {
  const navigate = useNavigate();
  const saving = useForm();
  const testing = useForm();
  const changing = useForm();
  const [texts, setTexts] = useState(saved);
  const [base, setBase] = useState({ saved, version });
  const [orderId, setOrderId] = useState(orders[0]?.id ?? "");
  const [goTo, setGoTo] = useState<{ line: number } | null>(null);
  const [putIn, setPutIn] = useState<{ words: string } | null>(null);
  const { problems, rendered } = usePreview(texts, orderId);
  const isChanged = JSON.stringify(texts) !== JSON.stringify(saved);
  useEffect(() => {
    if (version === base.version) return;
    // Saved from here, or changed elsewhere while nobody was writing here: the page follows. Else it was said that somebody else has changed it.
    const isFollowed = !saving.said?.isRefused || JSON.stringify(texts) === JSON.stringify(base.saved);
    setBase({ saved, version });
    if (isFollowed) setTexts(saved);
  }, [version, base, saved, saving.said, texts]);
  const set = (part: keyof EmailTexts) => (text: string) => setTexts((now) => ({ ...now, [part]: text }));
  const save = () => saving.send(`Save ${EMAIL_NAMES[kind]}`, { intent: "save", ...texts, seen: base.version ?? "" });
  const discard = () => {
    if (saving.said?.isOutdated) saving.putAway();
    setTexts(saved);
  };
  return (
    <BlockStack gap="400">
      <SaveBar id="email-texts" open={isChanged}>
        <button
          variant="primary"
          loading={saving.isBusy ? "" : undefined}
          disabled={problems.length > 0}
          onClick={save}
        >
          Save
        </button>
        <button onClick={discard}>Discard</button>
      </SaveBar>
      <Text as="p" tone="subdued">
        {`${EMAIL_SHEETS[kind].sent}. `}
        <Link to={PAGE_LINKS.email_templates.path}>When it leaves and how it looks</Link>
      </Text>
      <div className="email-editor">
        <div className="email-editor-words">
          <Card>
            <BlockStack gap="300">
              <Select
                label="Language"
                options={LANGUAGES}
                value={locale}
                disabled={isChanged}
                helpText={isChanged ? "Save or discard what you changed first." : undefined}
                onChange={(to) => navigate(`?locale=${to}`)}
              />
              <TextField
                label="Subject"
                value={texts.subject}
                onChange={set("subject")}
                maxLength={MOST_TEXT.subject}
                autoComplete="off"
              />
              <TextField
                label="Preheader"
                helpText="Mail programs show it beside the subject."
                value={texts.preheader}
                onChange={set("preheader")}
                maxLength={MOST_TEXT.preheader}
                autoComplete="off"
              />
              <LiquidField label="Text" value={texts.body} onChange={set("body")} goTo={goTo} putIn={putIn} />
              <TextField
                label="Button"
                value={texts.button}
                onChange={set("button")}
                maxLength={MOST_TEXT.button}
                autoComplete="off"
              />
              <Problems problems={problems} onGoTo={(line) => setGoTo({ line })} />
            </BlockStack>
          </Card>
        </div>
        <div className="email-editor-preview">
          <PreviewCard
            {...{ rendered, orders, orderId }}
            onOrder={setOrderId}
            isSending={testing.isBusy}
            onTest={() => testing.send(`Send a test of ${EMAIL_NAMES[kind]}`, { intent: "test", ...texts, orderId })}
          />
        </div>
        <div className="email-editor-more">
          <BlockStack gap="400">
            <Variables variables={variables} onPutIn={(words) => setPutIn({ words })} />
            <VersionsCard
              {...{ texts, ours, isOwn, versions }}
              isBusy={changing.isBusy}
              onReset={() => changing.send(`Reset ${EMAIL_NAMES[kind]}`, { intent: "reset" })}
              onRestore={({ id, when }) =>
                changing.send(`Restore the version of ${when}`, { intent: "restore", versionId: id })
              }
            />
          </BlockStack>
        </div>
      </div>
    </BlockStack>
  );
}

/** What the server makes of the words as they stand, a moment after the last key; the last preview stays while the next one comes. */
function usePreview(
  texts: EmailTexts,
  orderId: string,
): { problems: readonly Problem[]; rendered: RenderedEmail | null } {
  const { submit, data: shown } = useFetcher<{ problems?: Problem[]; rendered?: RenderedEmail | null }>();
  const asked = JSON.stringify({ ...texts, orderId });
  useEffect(() => {
    const ask = () =>
      submit({ intent: "preview", ...(JSON.parse(asked) as Record<string, string>) }, { method: "post" });
    const timer = setTimeout(ask, PREVIEW_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [asked, submit]);
  return { problems: shown?.problems ?? [], rendered: shown?.rendered ?? null };
}

function Problems({ problems, onGoTo }: { problems: readonly Problem[]; onGoTo: (line: number) => void }) {
  return (
    <div aria-live="polite">
      {problems.length === 0 ? null : (
        <Remark tone="critical" title="This cannot be saved yet">
          <PlainList>
            {problems.map(({ part, line, said }, at) => (
              <InlineStack key={at} align="start" gap="200">
                <Text as="span" breakWord>
                  {part === "body"
                    ? `${TEXT_PART_NAMES[part]}, line ${line}: ${said}`
                    : `${TEXT_PART_NAMES[part]}: ${said}`}
                </Text>
                {part === "body" ? (
                  <Button variant="plain" accessibilityLabel={`Go to line ${line}`} onClick={() => onGoTo(line)}>
                    Go there
                  </Button>
                ) : null}
              </InlineStack>
            ))}
          </PlainList>
        </Remark>
      )}
    </div>
  );
}

function Variables({ variables, onPutIn }: { variables: Props["variables"]; onPutIn: (words: string) => void }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What the words may name
        </Text>
        <PlainList>
          {variables.map(({ name, is }) => (
            <InlineStack key={name} align="space-between" blockAlign="center" gap="200">
              <BlockStack gap="050">
                <code>{name}</code>
                <Text as="span" tone="subdued">
                  {is}
                </Text>
              </BlockStack>
              <Button accessibilityLabel={`Put in ${name}`} onClick={() => onPutIn(name)}>
                Put in
              </Button>
            </InlineStack>
          ))}
        </PlainList>
      </BlockStack>
    </Card>
  );
}
