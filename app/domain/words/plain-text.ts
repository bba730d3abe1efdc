/** A text as it can be kept: without the null character, and without halves of characters, which the database refuses. */
export function plainText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
