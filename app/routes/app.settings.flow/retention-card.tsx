import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { RETENTION_CHOICES, retentionWarnings, type DueOrders, type Retention } from "../../domain/files/retention.ts";

type Props = {
  retention: Retention;
  /** What is saved now, and how many orders another choice concerns. */
  saved: Retention;
  due: readonly DueOrders[];
  onChange: (retention: Retention) => void;
};

const ALWAYS = "always";

/** For how long files are kept once their order has ended. */
export function RetentionCard({ retention, saved, due, onChange }: Props) {
  const set = (name: keyof Retention) => (chosen: string) =>
    onChange({ ...retention, [name]: chosen === ALWAYS ? null : Number(chosen) });
  const warnings = retentionWarnings(saved, retention, due);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          How long files are kept
        </Text>
        <Text as="p">
          Counted from the day an order ended. Files of open orders always stay, and so does every artfile that was
          approved or is an item’s newest. What is older than you choose is deleted in the coming night and cannot be
          brought back.
        </Text>
        <Select
          label="Photos"
          options={choicesWith(retention.photos, true)}
          value={valueOf(retention.photos)}
          onChange={set("photos")}
        />
        <Select
          label="Superseded versions"
          helpText="Earlier photos of an item, and artfiles that a newer one replaced before anybody approved them."
          options={choicesWith(retention.versions, true)}
          value={valueOf(retention.versions)}
          onChange={set("versions")}
        />
        <Select
          label="What Shopify told and could not be used"
          helpText="Counted from the day it came."
          options={choicesWith(retention.webhooks, false)}
          value={valueOf(retention.webhooks)}
          onChange={set("webhooks")}
        />
        <div role="status">
          {warnings.map((sentence) => (
            <Text as="p" key={sentence} tone="caution" fontWeight="semibold">
              {sentence}
            </Text>
          ))}
        </div>
      </BlockStack>
    </Card>
  );
}

function valueOf(days: number | null): string {
  return days === null ? ALWAYS : String(days);
}

/** Also what is set now, should it be none of the usual ones. */
function choicesWith(now: number | null, mayBeAlways: boolean): { label: string; value: string }[] {
  const days = [...new Set([...RETENTION_CHOICES, ...(now === null ? [] : [now])])].toSorted(
    (one, other) => one - other,
  );
  const choices = days.map((each) => ({ label: `${each} days`, value: String(each) }));
  return mayBeAlways ? [...choices, { label: "Always", value: ALWAYS }] : choices;
}
