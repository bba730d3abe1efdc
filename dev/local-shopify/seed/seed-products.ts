import type { LocalProduct } from "../shapes.ts";

type NextId = () => number;
type Choices = Record<string, string[]>;

/** Products of the pet-portrait shop: options, hidden traps in titles, and one product without a photo. */
export function pawtraitsProducts(nextId: NextId): LocalProduct[] {
  const product = productOf("Pawtraits Studio", nextId);
  return [
    product(
      "yellow-portrait",
      "Yellow Portrait",
      "Portrait",
      ["portrait", "pet"],
      ["Uploaded Images"],
      "49.00",
      { Room: ["LivingRoom", "Bedroom"], Size: ["Full", "Head"] },
      "One pet on a warm yellow ground, drawn by hand from your photo.",
    ),
    product(
      "gallery-canvas",
      "Gallery Canvas",
      "Canvas",
      ["canvas", "print-ready"],
      ["Your photo"],
      "89.00",
      { Size: ["8×10″", "16×20″", "24×36″"] },
      "Your photo on stretched cotton canvas, ready to hang.",
    ),
    product(
      "duo-locket",
      "Engraved Locket",
      "Jewelry",
      ["locket", "engraved"],
      ["Left photo", "Right photo"],
      "64.00",
      { Finish: ["Silver", "Gold"] },
      "Two portraits, face to face, engraved on the inside.",
    ),
    product(
      "star-map",
      "Star Map",
      "Poster",
      ["poster", "no-photo"],
      [],
      "35.00",
      { Paper: ["Matte", "Glossy"] },
      "The sky above you on the night that mattered. No photo needed.",
    ),
    product(
      "mum-dad-me",
      "Mum, Dad - and Me, Family Portrait",
      "Portrait",
      ["portrait", "family"],
      ["Family photos"],
      "99.00",
      { Figures: ["2 people", "3 people", "4, with a pet"] },
      "Everyone in one picture, even if you were never in one room.",
    ),
    product(
      "royal-pet-mug",
      "Royal Pet Mug",
      "Mug",
      ["mug", "pet"],
      ["Pet photo"],
      "24.00",
      {},
      "His or her majesty, on eleven ounces of tea.",
    ),
  ];
}

/** Products of the locket shop. */
export function locketProducts(nextId: NextId): LocalProduct[] {
  const product = productOf("Little Lockets", nextId);
  return [
    product(
      "heart-locket",
      "Heart Locket",
      "Jewelry",
      ["locket"],
      ["Photo for the left side", "Photo for the right side"],
      "72.00",
      { Metal: ["Silver", "Rose gold"] },
      "Opens like a book; holds two faces.",
    ),
    product(
      "photo-keyring",
      "Photo Keyring",
      "Accessory",
      ["keyring"],
      ["Photo"],
      "19.00",
      {},
      "A face to come home to.",
    ),
  ];
}

function productOf(vendor: string, nextId: NextId) {
  return (
    handle: string,
    title: string,
    productType: string,
    tags: string[],
    photoProperties: string[],
    price: string,
    choices: Choices,
    description: string,
  ): LocalProduct => ({
    id: nextId(),
    handle,
    title,
    vendor,
    productType,
    tags,
    description,
    photoProperties,
    variants: combinations(choices).map((options, index) => ({
      id: nextId(),
      title: options.length === 0 ? "Default Title" : options.map((option) => option.value).join(" / "),
      options: options.length === 0 ? [{ name: "Title", value: "Default Title" }] : options,
      sku: `${handle.toUpperCase()}-${index + 1}`,
      price: (Number(price) + index * 10).toFixed(2),
    })),
  });
}

function combinations(choices: Choices): { name: string; value: string }[][] {
  return Object.entries(choices).reduce<{ name: string; value: string }[][]>(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => [...row, { name, value }])),
    [[]],
  );
}
