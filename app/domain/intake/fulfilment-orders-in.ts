const FULFILMENT_ORDER = /^gid:\/\/shopify\/FulfillmentOrder\/\d{1,20}$/;
const AT_MOST = 20;

/** The ids of the fulfilment orders that a webhook of `fulfillment_orders/*` tells of, each once, at most twenty; its shape differs by topic. */
export function fulfilmentOrdersIn(body: unknown): string[] {
  const found = new Set<string>();
  const look = (value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > 4) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "id" && typeof inner === "string" && FULFILMENT_ORDER.test(inner)) found.add(inner);
      else look(inner, depth + 1);
    }
  };
  look(body, 0);
  return [...found].slice(0, AT_MOST);
}
