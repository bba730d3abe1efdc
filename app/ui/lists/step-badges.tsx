import { Badge, InlineStack } from "@shopify/polaris";
import type { ItemInLine } from "../../domain/screens/order-line.ts";
import { STEP_NAMES, STEPS } from "../../domain/words/steps.ts";

/** Where the items of an order stand, unless it is in shadow: one badge for each step, with how many there are and whether one is overdue. */
export function StepBadges({ items, isInShadow }: { items: readonly ItemInLine[]; isInShadow: boolean }) {
  if (isInShadow) return <Badge tone="info">Not started with</Badge>;
  const steps = STEPS.filter((step) => items.some((item) => item.step === step));
  return (
    <InlineStack gap="100">
      {steps.map((step) => {
        const here = items.filter((item) => item.step === step);
        const isOverdue = here.some((item) => item.isOverdue);
        const waiting = here.filter(({ isWaiting }) => isWaiting).length;
        const notes = [
          ...(isOverdue ? ["overdue"] : []),
          ...(waiting > 0 ? [waiting === here.length ? "waits for the rest" : `${waiting} waiting for the rest`] : []),
        ];
        return (
          <Badge key={step} tone={isOverdue ? "critical" : step === "done" ? "success" : undefined}>
            {`${here.length > 1 ? `${here.length} × ` : ""}${STEP_NAMES[step]}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`}
          </Badge>
        );
      })}
    </InlineStack>
  );
}
