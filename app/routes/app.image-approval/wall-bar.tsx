import { Button, InlineStack, Text } from "@shopify/polaris";

type Props = {
  selected: number;
  canApprove: boolean;
  canReject: boolean;
  onAll: () => void;
  onNone: () => void;
  onApprove: () => void;
  onReject: () => void;
};

/** The selection and what can be done with it; it stays in sight however far the wall is scrolled. */
export function WallBar({ selected, canApprove, canReject, onAll, onNone, onApprove, onReject }: Props) {
  return (
    <div className="wall-bar">
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={onAll}>Select all</Button>
        <Button onClick={onNone} disabled={selected === 0}>
          Select none
        </Button>
        <Text as="span" tone="subdued">
          <span aria-live="polite">{`${selected} selected`}</span>
        </Text>
      </InlineStack>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={onReject} disabled={!canReject}>
          Reject
        </Button>
        <Button variant="primary" onClick={onApprove} disabled={!canApprove}>
          Approve
        </Button>
      </InlineStack>
    </div>
  );
}
