/** Where a parcel can be followed; null for what is not known. */
export type Tracking = { trackingNumber: string | null; trackingCompany: string | null; trackingUrl: string | null };

/** Tracking as somebody typed it in, in the form in which it is kept: without empty texts, and only web addresses as addresses. */
export function cleanTracking(typed: Partial<Record<keyof Tracking, string | null>>): Tracking {
  return {
    trackingNumber: text(typed.trackingNumber),
    trackingCompany: text(typed.trackingCompany),
    trackingUrl: webAddress(typed.trackingUrl),
  };
}

function text(value: string | null | undefined): string | null {
  return value?.trim().slice(0, 200) || null;
}

function webAddress(value: string | null | undefined): string | null {
  const address = text(value);
  return address && /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
}
