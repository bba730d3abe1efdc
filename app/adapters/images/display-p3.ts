/** Whether an ICC profile is Apple's Display P3, in which iPhones take their photos. */
export function isDisplayP3(icc: Buffer): boolean {
  return (
    icc.includes("Display P3", 0, "latin1") ||
    icc.includes("Display P3", 0, "utf16le") ||
    icc.includes(Buffer.from("Display P3", "utf16le").swap16())
  );
}

/** Turns interleaved 8-bit Display P3 pixels into sRGB, in place; the fourth channel is left alone. */
export function displayP3ToSrgb(pixels: Buffer, channels: 3 | 4): void {
  for (let at = 0; at + 2 < pixels.length; at += channels) {
    const [r, g, b] = [linear[pixels[at]!]!, linear[pixels[at + 1]!]!, linear[pixels[at + 2]!]!];
    pixels[at] = encode(1.2249401 * r - 0.2249404 * g);
    pixels[at + 1] = encode(-0.0420569 * r + 1.0420571 * g);
    pixels[at + 2] = encode(-0.0196376 * r - 0.0786361 * g + 1.0982735 * b);
  }
}

// Both spaces share sRGB's curve (IEC 61966-2-1); the matrix is Display P3 to XYZ to sRGB (CSS Color 4, both with white D65).
const linear = Float64Array.from({ length: 256 }, (_, value) =>
  value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
);
const STEPS = 4096;
const encoded = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const value = step / STEPS;
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
});

function encode(value: number): number {
  return encoded[Math.round(Math.min(Math.max(value, 0), 1) * STEPS)]!;
}
