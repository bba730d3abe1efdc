import { Button, InlineStack, Text } from "@shopify/polaris";

type Props = {
  /** How many are selected, on all pages and on this one. */
  selected: number;
  selectedHere: number;
  /** How many match the list; null where all of them stand on this page. */
  matching: number | null;
  countHere: number;
  isGathering: boolean;
  onAll: () => void;
  onAllMatching: () => void;
  onNone: () => void;
  onApprove: () => void;
  onReject: () => void;
};

/** The selection and what can be done with it; it stays in sight however far the wall is scrolled. */
export function WallBar(props: Props) {
  const { selected, selectedHere, matching, countHere, isGathering, onAll, onAllMatching, onNone } = props;
  const elsewhere = selected - selectedHere;
  return (
    <div className="wall-bar">
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={onAll}>{matching === null ? "Select all" : `Select the ${countHere} here`}</Button>
        {matching === null ? null : (
          <Button onClick={onAllMatching} loading={isGathering}>{`Select all ${matching}`}</Button>
        )}
        <Button onClick={onNone} disabled={selected === 0}>
          Select none
        </Button>
        <Text as="span" tone="subdued">
          <span aria-live="polite">
            {`${selected} selected${elsewhere > 0 ? `, ${elsewhere} of them on other pages` : ""}`}
          </span>
        </Text>
      </InlineStack>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={props.onReject} disabled={selected === 0}>
          Reject
        </Button>
        <Button variant="primary" onClick={props.onApprove} disabled={selected === 0}>
          Approve
        </Button>
      </InlineStack>
    </div>
  );
}
