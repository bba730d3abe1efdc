import { expect, test } from "vitest";
import type { FoundPhotoProperty } from "./found-photos.ts";
import { groupIntoItems, type FoundItem } from "./photo-properties-grouping.ts";
import type { PhotoGrouping } from "./photo-properties.ts";

/** How often the lines of so many properties, each on a line of its own, are looked at. */
function looks(grouping: PhotoGrouping, count: number): { looks: number; items: FoundItem[] } {
  let looks = 0;
  const found = Array.from({ length: count }, (_, at) => ({
    get lineId() {
      looks += 1;
      return `line-${at}`;
    },
    ...{ propertyName: "Photo", rawName: "Photo", links: [`https://a.example/${at}.jpg`], leftOut: 0, groupKey: null },
  })) satisfies FoundPhotoProperty[];
  return { items: groupIntoItems(found, grouping), looks };
}

test.each<PhotoGrouping>(["property", "line", "photo"])(
  "twice as many lines are twice the work, one item per %s",
  (grouping) => {
    const [one, two, four] = [100, 200, 400].map((count) => looks(grouping, count));
    expect(four!.items).toHaveLength(400);
    expect([two!.looks, four!.looks]).toEqual([2 * one!.looks, 4 * one!.looks]);
  },
);
