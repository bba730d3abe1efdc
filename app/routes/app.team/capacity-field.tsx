import { TextField } from "@shopify/polaris";
import { MAX_CAPACITY } from "../../domain/team/team.ts";

/** Whether a text is a capacity that an artist may have. */
export function isCapacity(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) <= MAX_CAPACITY;
}

/** How much an artist has at once. */
export function CapacityField({ capacity, onChange }: { capacity: string; onChange: (capacity: string) => void }) {
  return (
    <TextField
      label="Capacity as artist"
      type="number"
      min={0}
      max={MAX_CAPACITY}
      value={capacity}
      onChange={onChange}
      autoComplete="off"
      helpText="Items in Artfile Production at once, rework counted. 0: no new work."
      error={isCapacity(capacity) ? undefined : "A whole number from 0 to 1000."}
    />
  );
}
