import type { Address } from "../intake/incoming-order.ts";

/** A postal address as the lines of a label, the phone number last; parts that are missing leave no gap. */
export function addressLines(address: Partial<Address> | null | undefined): string[] {
  if (!address) return [];
  const { name, company, address1, address2, city, province, zip, country, phone } = address;
  const place = [[city, province].filter(Boolean).join(", "), zip].filter(Boolean).join(" ");
  return [name, company, address1, address2, place, country, phone].filter(
    (line): line is string => typeof line === "string" && line !== "",
  );
}
