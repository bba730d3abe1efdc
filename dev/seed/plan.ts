/** Where an order of the demo has come to, and how it got there. */
export type Life =
  | "new"
  | "half approved"
  | "rejected"
  | "answered with another photo"
  | "drawing"
  | "rejected by quality control"
  | "revised by the customer"
  | "to be checked"
  | "customer wants changes"
  | "with the customer"
  | "to be printed"
  | "at the printer"
  | "fulfilled"
  | "cancelled";

/** One line of an order: a product's handle, which of its variants (from 0), and the pictures under each photo property. */
export type PlannedLine = { handle: string; variant: number; quantity?: number; photos: string[][] };

export type PlannedOrder = {
  customer: number;
  life: Life;
  lines: PlannedLine[];
  hoursAgo: number;
  folder?: string;
  hasDeadLink?: boolean;
};

const PORTRAITS = [
  "whiskers.jpg",
  "IMG_2041.jpg",
  "miez.png",
  "bunny.webp",
  "20240613_201455.jpg",
  "IMG_2042.jpg",
  "baboon.png",
  "DSC00417.jpg",
  "photo.webp",
];

/** How many orders of the first shop live which life: 40 in all. */
const LIVES: [Life, number][] = [
  ["new", 8],
  ["half approved", 1],
  ["rejected", 4],
  ["answered with another photo", 1],
  ["drawing", 7],
  ["rejected by quality control", 1],
  ["revised by the customer", 1],
  ["to be checked", 4],
  ["customer wants changes", 1],
  ["with the customer", 4],
  ["to be printed", 3],
  ["at the printer", 1],
  ["fulfilled", 3],
  ["cancelled", 1],
];

/** The orders of the first and of the second shop. */
export const PLANS: PlannedOrder[][] = [
  LIVES.flatMap(([life, count]) => Array.from({ length: count }, () => life)).map(pawtraitsOrder),
  [
    {
      customer: 0,
      life: "new",
      hoursAgo: 2,
      lines: [{ handle: "heart-locket", variant: 0, photos: [["miez.png"], ["IMG_2042.jpg"]] }],
    },
    {
      customer: 1,
      life: "drawing",
      hoursAgo: 30,
      lines: [{ handle: "photo-keyring", variant: 0, photos: [["bunny.webp"]] }],
    },
    {
      customer: 3,
      life: "with the customer",
      hoursAgo: 60,
      lines: [{ handle: "heart-locket", variant: 1, photos: [["whiskers.jpg"], ["baboon.png"]] }],
    },
  ],
];

function pawtraitsOrder(life: Life, index: number): PlannedOrder {
  return {
    customer: index % 4,
    life,
    hoursAgo: 1 + index * 5,
    lines: lines(life, index),
    folder: life === "to be printed" && index % 2 === 0 ? "Canvas" : undefined,
    hasDeadLink: life === "new" && index === 5,
  };
}

function lines(life: Life, index: number): PlannedLine[] {
  const portrait: PlannedLine = { handle: "yellow-portrait", variant: index % 4, photos: [[photo(index)]] };
  if (life === "half approved")
    return [{ handle: "duo-locket", variant: 0, photos: [["miez.png"], ["hamster-small.jpg"]] }];
  if (index % 7 === 3)
    return [
      { handle: "mum-dad-me", variant: 2, photos: [["the whole gang.jpg", "DSC00417.jpg", "Käthe & Löwe 🐶.jpg"]] },
    ];
  if (index % 7 === 5)
    return [
      portrait,
      { handle: "royal-pet-mug", variant: 0, quantity: 3, photos: [[photo(index + 4)]] },
      { handle: "star-map", variant: 0, photos: [] },
    ];
  if (index % 7 === 6) return [{ handle: "gallery-canvas", variant: 1, photos: [[photo(index)]] }];
  return life === "rejected"
    ? [{ ...portrait, photos: [[index % 2 ? "hamster-small.jpg" : "Screenshot 2024-11-02 at 18.04.11.png"]] }]
    : [portrait];
}

function photo(index: number): string {
  return PORTRAITS[index % PORTRAITS.length]!;
}
