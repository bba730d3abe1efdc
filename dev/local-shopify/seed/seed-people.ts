import type { LocalAddress, LocalCustomer, LocalStaff } from "../shapes.ts";

type NextId = () => number;

/** The eight people of the first shop; Olivia owns it. */
export function pawtraitsStaff(nextId: NextId): LocalStaff[] {
  const person = staffOf("pawtraits.example", nextId);
  return [
    person("Olivia", "Owner", "Owner", true),
    person("Max", "Manager", "Manager"),
    person("Ida", "Imhof", "Image processor"),
    person("Ivan", "Ilic", "Image processor"),
    person("Ana", "Alvarez", "Artist"),
    person("Artur", "Arndt", "Artist"),
    person("Quinn", "Quigley", "Quality controller"),
    person("Fred", "Fischer", "Fulfiller"),
  ];
}

/** The two people of the second shop. */
export function locketStaff(nextId: NextId): LocalStaff[] {
  const person = staffOf("lockets.example", nextId);
  return [person("Lena", "Lang", "Owner", true), person("Sam", "Sato", "Everything else")];
}

/** A handful of customers, one without an e-mail and one with a name in another script. */
export function seedCustomers(nextId: NextId): LocalCustomer[] {
  return [
    {
      id: nextId(),
      email: "carla@customers.example",
      firstName: "Carla",
      lastName: "Cooper",
      phone: null,
      addresses: [address("Carla", "Cooper", "12 Elm Street", "Portland", "OR", "Oregon", "97205")],
    },
    {
      id: nextId(),
      email: "dmitri@customers.example",
      firstName: "Dmitri",
      lastName: "O'Neill",
      phone: "+15035550142",
      addresses: [address("Dmitri", "O'Neill", "4 Harbour Row, Flat 2", "Boston", "MA", "Massachusetts", "02110")],
    },
    {
      id: nextId(),
      email: "yuki@customers.example",
      firstName: "由紀",
      lastName: "佐藤",
      phone: null,
      addresses: [address("由紀", "佐藤", "88 Bay Avenue", "Seattle", "WA", "Washington", "98101")],
    },
    {
      id: nextId(),
      email: "grace@customers.example",
      firstName: "Grace",
      lastName: "Hollis",
      phone: null,
      addresses: [address("Grace", "Hollis", "301 Cedar Lane", "Austin", "TX", "Texas", "73301")],
    },
    { id: nextId(), email: null, firstName: "Theo", lastName: "Marsh", phone: "+15125550188", addresses: [] },
  ];
}

function staffOf(host: string, nextId: NextId) {
  return (firstName: string, lastName: string, title: string, accountOwner = false): LocalStaff => ({
    id: nextId(),
    firstName,
    lastName,
    email: `${firstName.toLowerCase()}@${host}`,
    accountOwner,
    title,
  });
}

function address(
  firstName: string,
  lastName: string,
  address1: string,
  city: string,
  provinceCode: string,
  province: string,
  zip: string,
): LocalAddress {
  return {
    firstName,
    lastName,
    company: null,
    address1,
    address2: null,
    city,
    province,
    provinceCode,
    country: "United States",
    countryCode: "US",
    zip,
    phone: null,
  };
}
