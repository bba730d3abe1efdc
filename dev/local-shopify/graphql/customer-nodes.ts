import type { LocalAddress, LocalCustomer } from "../shapes.ts";
import { gid, type Call, type Node } from "./call.ts";

export function customerNode(call: Call, customer: LocalCustomer): Node {
  const address = customer.addresses[0];
  return {
    __typename: "Customer",
    id: gid("Customer", customer.id),
    legacyResourceId: String(customer.id),
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: `${customer.firstName} ${customer.lastName}`.trim() || customer.email || "",
    email: customer.email,
    phone: customer.phone,
    locale: "en",
    note: null,
    tags: [],
    state: "DISABLED",
    verifiedEmail: true,
    numberOfOrders: String(call.shop.orders.filter(({ customerId }) => customerId === customer.id).length),
    defaultEmailAddress:
      customer.email === null ? null : { __typename: "CustomerEmailAddress", emailAddress: customer.email },
    defaultPhoneNumber:
      customer.phone === null ? null : { __typename: "CustomerPhoneNumber", phoneNumber: customer.phone },
    defaultAddress: address ? addressNode(customer.id, address) : null,
    addresses: customer.addresses.map((one, index) => addressNode(customer.id + index, one)),
  };
}

export function addressNode(id: number, address: LocalAddress): Node {
  const name = `${address.firstName} ${address.lastName}`.trim();
  return {
    __typename: "MailingAddress",
    id: gid("MailingAddress", id),
    firstName: address.firstName,
    lastName: address.lastName,
    name,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    provinceCode: address.provinceCode,
    country: address.country,
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    zip: address.zip,
    phone: address.phone,
    formattedArea: [address.city, address.provinceCode, address.country].filter(Boolean).join(", "),
    formatted: ({ withName, withCompany }: { withName?: boolean; withCompany?: boolean }) =>
      [
        withName ? name : null,
        withCompany ? address.company : null,
        address.address1,
        address.address2,
        `${address.city} ${address.provinceCode ?? ""} ${address.zip}`.trim(),
        address.country,
      ].filter(Boolean),
  };
}
