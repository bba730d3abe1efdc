import type { Page } from "playwright-core";
import sharp from "sharp";

/** A photo of about so many bytes, which no compression makes smaller. */
export async function grainyPhoto(bytes: number): Promise<Buffer> {
  const edge = Math.round(Math.sqrt(bytes));
  const noise = { type: "gaussian" as const, mean: 128, sigma: 60 };
  const photo = await sharp({ create: { width: edge, height: edge, channels: 3, background: "#888", noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
  // Readers leave out what stands after a picture's end.
  return photo.length >= bytes ? photo : Buffer.concat([photo, Buffer.alloc(bytes - photo.length, 0x5a)]);
}

/** Part of an upload that a page has sent: from where in the file, and how many bytes. */
export type SentPart = { method: string; from: number; bytes: number; status: number };

/** Notes what a page and its frames send to a door for uploads, as the browser counts it. */
export function watchUploads(page: Page, path: string): SentPart[] {
  const parts: SentPart[] = [];
  page.on("response", (response) => {
    const request = response.request();
    const method = request.method();
    if (!new URL(request.url()).pathname.startsWith(path) || !["POST", "PATCH"].includes(method)) return;
    const headers = request.headers();
    parts.push({
      method,
      from: Number(headers["upload-offset"] ?? 0),
      bytes: Number(response.headers()["upload-offset"] ?? 0) - Number(headers["upload-offset"] ?? 0),
      status: response.status(),
    });
  });
  return parts;
}

/** Lets nothing of a photo through but its first part; resolves when the rest is about to be sent. */
export async function holdParts(page: Page): Promise<{ isHeld: Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/customer/uploads/*", (route) =>
    route.request().method() === "PATCH" ? resolve() : route.continue(),
  );
  return { isHeld: promise };
}
