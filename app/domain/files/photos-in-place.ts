/** A photo of an item's next version: one it had, by its id, or one that was sent, by its place among them from 0. */
export type PhotoInPlace = { kept: string } | { sent: number };

/**
 * What an item's photos are after some of them were marked in a rejection and others were sent. In their order, the sent ones take the
 * places of the marked ones; what was not marked is kept. With fewer sent than marked the last marked ones are kept too, with
 * more the rest comes after all. Where none or all are marked, the sent ones take the place of all.
 */
export function photosInPlace(had: readonly string[], marked: readonly string[], sentCount: number): PhotoInPlace[] {
  const sent = Array.from({ length: sentCount }, (_none, at) => ({ sent: at }));
  if (!areSomeMarked(had, marked)) return sent;
  const left = [...sent];
  const inPlace = had.map((kept) => (marked.includes(kept) ? (left.shift() ?? { kept }) : { kept }));
  return [...inPlace, ...left];
}

/** Whether a rejection means some of an item's photos and not others. */
export function areSomeMarked(had: readonly string[], marked: readonly string[]): boolean {
  const count = had.filter((id) => marked.includes(id)).length;
  return count > 0 && count < had.length;
}

/** What a customer is told who sent another number of photos than were marked; null when it was the same. */
export function otherCountWords(sent: number, marked: number): string | null {
  if (sent === marked) return null;
  const [were, came] = [photos(marked), photos(sent)];
  return sent < marked
    ? `We asked for ${were} and you sent ${came}: ${sent === 1 ? "it takes the place of the first" : `they take the places of the first ${sent}`} of those we marked. All others stay as they were.`
    : `We asked for ${were} and you sent ${came}: those we marked are replaced, and the rest comes after your other photos, which stay.`;
}

/** What staff are told who sent another number of photos than a rejection marks; null when it was the same. */
export function otherCountForStaff(sent: number, marked: number): string | null {
  if (sent === marked) return null;
  const what = `The rejection marks ${photos(marked)}, and ${photos(sent)} came`;
  return sent < marked
    ? `${what}: ${sent === 1 ? "it takes the place of the first" : `they take the places of the first ${sent}`} of those that are marked. All others stay as they were, the rest of the marked ones too.`
    : `${what}: those that are marked are replaced, and the rest comes after the item's other photos, which stay.`;
}

function photos(count: number): string {
  return count === 1 ? "1 photo" : `${count} photos`;
}
