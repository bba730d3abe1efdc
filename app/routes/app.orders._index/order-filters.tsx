import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, Checkbox, InlineStack, Select } from "@shopify/polaris";
import type { OrdersState } from "../../domain/screens/order-line.ts";
import type { Assignable } from "../../domain/screens/order-page.ts";
import type { UnsettledCause } from "../../domain/fulfilment/unsettled.ts";
import { STEP_NAMES, STEPS } from "../../domain/words/steps.ts";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";

/** What the list is narrowed to, as the address has it. */
export type ChosenFilters = {
  words: string;
  state: OrdersState;
  step: string;
  member: string;
  isOverdue: boolean;
  isUnheld: boolean;
  isStuck: boolean;
  isWaiting: boolean;
  isLifted: boolean;
  unsettledCause: UnsettledCause | null;
};

type Props = { chosen: ChosenFilters; members: readonly Assignable[]; isNarrowed: boolean };

/** Filters that only a link of Home sets: they are shown while they are on. */
const RARE: readonly { name: string; label: string; isOn: (chosen: ChosenFilters) => boolean }[] = [
  { name: "waiting", label: "Waiting for the rest of the order", isOn: ({ isWaiting }) => isWaiting },
  { name: "lifted", label: "Hold lifted by somebody", isOn: ({ isLifted }) => isLifted },
  {
    name: "unsettled",
    label: "Not as it has to be in Shopify",
    isOn: ({ unsettledCause }) => unsettledCause !== null,
  },
];

/** The filters of the list; each choice stands in the address. */
export function OrderFilters({ chosen, members, isNarrowed }: Props) {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const choose = (name: string) => (value: string) => {
    const changed = new URLSearchParams(params);
    changed.delete("after");
    if (value) changed.set(name, value);
    else changed.delete(name);
    navigate(`?${changed}`);
  };
  return (
    <InlineStack gap="300" blockAlign="end">
      <QueueSearch words={chosen.words} label="Find an order, product or customer" />
      <Select
        label="Orders"
        options={[
          { value: "open", label: "Open" },
          { value: "ended", label: "At their end" },
          { value: "shadow", label: "Not started with" },
          { value: "all", label: "All" },
        ]}
        value={chosen.state}
        onChange={choose("state")}
      />
      <Select
        label="Step"
        options={[{ value: "", label: "Any step" }, ...STEPS.map((step) => ({ value: step, label: STEP_NAMES[step] }))]}
        value={chosen.step}
        onChange={choose("step")}
      />
      <Select
        label="Assigned to"
        options={[
          { value: "", label: "Anybody" },
          { value: "none", label: "Nobody, though it is their turn" },
          ...members.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={chosen.member}
        onChange={choose("member")}
      />
      <Checkbox
        label="Overdue only"
        checked={chosen.isOverdue}
        onChange={(isOn) => choose("overdue")(isOn ? "1" : "")}
      />
      <Checkbox
        label="Not held in Shopify"
        checked={chosen.isUnheld}
        onChange={(isOn) => choose("unheld")(isOn ? "1" : "")}
      />
      <Checkbox label="Stuck only" checked={chosen.isStuck} onChange={(isOn) => choose("stuck")(isOn ? "1" : "")} />
      {RARE.filter(({ isOn }) => isOn(chosen)).map(({ name, label }) => (
        <Checkbox key={name} label={label} checked onChange={() => choose(name)("")} />
      ))}
      {isNarrowed ? (
        <Button variant="plain" url="/app/orders">
          Clear all
        </Button>
      ) : null}
    </InlineStack>
  );
}
