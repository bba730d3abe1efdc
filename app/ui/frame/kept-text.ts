/**
 * Keeps a text for this tab's next page, under a name. A frame's storage may be refused by the browser; then the frame's own name carries it, which
 * every reload keeps.
 */
export function keepText(name: string, text: string): void {
  try {
    sessionStorage.setItem(name, text);
  } catch {
    const carried = carriedTexts();
    window.name = JSON.stringify({ ...carried, texts: { ...carried.texts, [name]: text } });
  }
}

/** Takes a kept text out of its keeping; empty where there is none. */
export function takeText(name: string): string {
  const { texts, name: own } = carriedTexts();
  const text = texts[name];
  if (text !== undefined) {
    delete texts[name];
    window.name = Object.keys(texts).length > 0 ? JSON.stringify({ texts, name: own }) : own;
    return text;
  }
  try {
    const stored = sessionStorage.getItem(name) ?? "";
    sessionStorage.removeItem(name);
    return stored;
  } catch {
    return "";
  }
}

function carriedTexts(): { texts: Record<string, string>; name: string } {
  try {
    const carried = JSON.parse(window.name) as { texts?: unknown; name?: unknown } | null;
    if (carried && typeof carried.texts === "object" && carried.texts && typeof carried.name === "string")
      return { texts: carried.texts as Record<string, string>, name: carried.name };
  } catch {
    // It is the frame's plain name.
  }
  return { texts: {}, name: window.name };
}
