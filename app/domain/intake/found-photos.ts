/** One order line as any source tells it; `properties` and `groupProperties` (a bundle's) are whatever Shopify or an app wrote there. */
export type IncomingLine = {
  lineId: string;
  title: string;
  variantTitle: string | null;
  quantity: number;
  properties: unknown;
  groupProperties?: unknown;
  groupId?: string | null;
};

/** A property with at least one photo: links are absolute, unwrapped, without repeats, in order, at most 50; `leftOut` counts the rest. */
export type FoundPhotoProperty = {
  lineId: string;
  propertyName: string;
  rawName: string;
  links: string[];
  leftOut: number;
  groupKey: string | null;
};
