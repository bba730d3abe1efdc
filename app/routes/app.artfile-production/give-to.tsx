import { Button, InlineStack, Select } from "@shopify/polaris";
import { useState } from "react";

export type Artist = { id: string; name: string; isAway: boolean };
type Props = {
  artists: readonly Artist[];
  current: { id: string; name: string } | null;
  orderName: string;
  isPosting: boolean;
  onGive: (memberId: string) => void;
};

/** Lets a manager give an order to an artist by hand. */
export function GiveTo({ artists, current, orderName, isPosting, onGive }: Props) {
  const [memberId, setMemberId] = useState(current?.id ?? "");
  const options = artists.map(({ id, name, isAway }) => ({ value: id, label: isAway ? `${name} (away)` : name }));
  return (
    <InlineStack gap="200" blockAlign="end">
      <Select
        label={`Artist of order ${orderName}`}
        placeholder={current ? undefined : "Nobody yet"}
        options={options}
        value={memberId}
        onChange={setMemberId}
      />
      <Button onClick={() => onGive(memberId)} disabled={isPosting || memberId === "" || memberId === current?.id}>
        Give the order to them
      </Button>
    </InlineStack>
  );
}
