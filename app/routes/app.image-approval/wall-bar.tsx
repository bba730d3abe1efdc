import { Button, InlineStack, Text } from "@shopify/polaris";
import { MOST_COUNTED } from "../../domain/words/counts.ts";

type Props = {
  /** How many are selected, on all pages and on this one. */
  selected: number;
  selectedHere: number;
  /** How many match the list; null where all of them stand on this page. */
  matching: number | null;
  countHere: number;
  /** How many are meant when all of the list is; null while single cards are. */
  whole: number | null;
  onAll: () => void;
  onAllMatching: () => void;
  onNone: () => void;
  onApprove: () => void;
  onReject: () => void;
};

// A number that is not counted to its end would not be how many are meant; the question says it.
function allOf(count: number): string {
  return count > MOST_COUNTED ? "All" : `All ${count}`;
}

/** The selection and what can be done with it; it stays in sight however far the wall is scrolled. */
export function WallBar(props: Props) {
  const { selected, selectedHere, matching, countHere, whole, onAll, onAllMatching, onNone } = props;
  const elsewhere = selected - selectedHere;
  const isNone = selected === 0 && whole === null;
  const said =
    whole === null
      ? `${selected} selected${elsewhere > 0 ? `, ${elsewhere} of them on other pages` : ""}`
      : `${allOf(whole)} that match are selected`;
  return (
    <div className="wall-bar">
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={onAll}>{matching === null ? "Select all" : `Select the ${countHere} here`}</Button>
        {matching === null ? null : (
          <Button onClick={onAllMatching}>{`Select ${allOf(matching).toLowerCase()} that match`}</Button>
        )}
        <Button onClick={onNone} disabled={isNone}>
          Select none
        </Button>
        <Text as="span" tone="subdued">
          <span aria-live="polite">{said}</span>
        </Text>
      </InlineStack>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={props.onReject} disabled={isNone}>
          Reject
        </Button>
        <Button variant="primary" onClick={props.onApprove} disabled={isNone}>
          Approve
        </Button>
      </InlineStack>
    </div>
  );
}
