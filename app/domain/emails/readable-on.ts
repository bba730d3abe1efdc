const WHITE = "#ffffff";
const DARK = "#1a1a1a";

/** The text colour that is read best on a ground of this colour (`#rrggbb`): white or nearly black, by their contrast as WCAG 2.2 counts it. */
export function readableOn(ground: string): string {
  return contrast(ground, WHITE) >= contrast(ground, DARK) ? WHITE : DARK;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
