export type Words = { [key: string]: string | Words };

/** Says an extension's sentences as Shopify does: by a dotted key, in the plural by `count`, with what stands in double braces put in. Throws where there are no words. */
export function translator(words: Words): (key: string, given?: Record<string, string | number>) => string {
  return (key, given = {}) => {
    const found = key.split(".").reduce<string | Words | undefined>((at, part) => (at as Words)?.[part], words);
    const sentence = typeof found === "object" ? found[given.count === 1 ? "one" : "other"] : found;
    if (typeof sentence !== "string") throw new Error(`There are no words for ${key}.`);
    return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(given[name]));
  };
}
