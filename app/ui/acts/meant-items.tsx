import { Text } from "@shopify/polaris";
import { itemsNamed } from "../../domain/acting/act-title.ts";
import type { PickedItem } from "../../domain/acting/picked-item.ts";
import "./meant-items.css";

const MOST_SHOWN = 12;

/** The items that a question is about, each with its name and picture; of many, the first and how many more. */
export function MeantItems({ items, count = items.length }: { items: readonly PickedItem[]; count?: number }) {
  const more = count - Math.min(items.length, MOST_SHOWN);
  return (
    <>
      <ul className="meant-items">
        {items.slice(0, MOST_SHOWN).map((item) => (
          <li key={item.itemId}>
            {item.photos[0]?.thumb ? <img src={item.photos[0].thumb} alt="" /> : <span className="meant-nothing" />}
            <span>{itemsNamed([item])}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <Text as="p" tone="subdued">{`and ${more} more`}</Text> : null}
    </>
  );
}
