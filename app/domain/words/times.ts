/** A day in words, in a shop's own time zone (an IANA name; one that this machine does not know counts as UTC). */
export function dayIn(timeZone: string, at: Date): string {
  return format({ dateStyle: "long" }, timeZone, at);
}

/** A moment in words to the minute, in a shop's own time zone, and that it is the shop's. */
export function momentIn(timeZone: string, at: Date): string {
  return `${dayIn(timeZone, at)}, ${format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, timeZone, at)} (the shop’s time)`;
}

function format(how: Intl.DateTimeFormatOptions, timeZone: string, at: Date): string {
  try {
    return new Intl.DateTimeFormat("en", { ...how, timeZone }).format(at);
  } catch {
    return new Intl.DateTimeFormat("en", { ...how, timeZone: "UTC" }).format(at);
  }
}
