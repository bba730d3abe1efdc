import { CUSTOMER_DATA, type CustomerData, type CustomerField } from "../../domain/intake/customer-data.ts";

/** Shopify's names of the fields, as the schema's `protectedContent` sorts those that we ask for. */
const FIELDS: Record<string, CustomerField> = {
  displayName: "name",
  firstName: "name",
  lastName: "name",
  name: "name",
  address1: "address",
  address2: "address",
  zip: "address",
  email: "email",
  phone: "phone",
};

/**
 * What of protected customer data these errors of an answer keep from us; empty where they are about something else. Shopify's
 * documents have the sentence about a type also for a field of it, so that the path decides.
 */
export function withheldIn(
  errors: readonly { message: string; path?: readonly (string | number)[] | undefined }[],
): CustomerData[] {
  const found = errors.flatMap(({ message, path }): CustomerData[] => {
    const [, ofType, ofField] = /not approved to (?:access the (\w+) object|use the (\w+) field)/.exec(message) ?? [];
    const field = FIELDS[ofField ?? String(path?.at(-1) ?? "")];
    if (ofField !== undefined || (ofType !== undefined && field)) return field ? [field] : [];
    return ofType === undefined ? [] : ["orders"];
  });
  return CUSTOMER_DATA.filter((one) => found.includes(one));
}
