import type { ItemCard } from "../../domain/screens/item-card.ts";

/** What was written to the artist of an item that is back, by whom; where quality control is left out, a customer's wish comes as it is, and is theirs alone. */
export function reworkWords({
  reworkCause,
  revision,
  instructions,
}: Pick<ItemCard, "reworkCause" | "revision" | "instructions">): { who: string; text: string }[] {
  const wish = reworkCause === "customer" ? (revision?.note ?? null) : null;
  return [
    wish ? { who: "The customer", text: wish } : null,
    instructions && instructions !== wish ? { who: "Quality control", text: instructions } : null,
  ].filter((one) => one !== null);
}
