import { createHash } from "node:crypto";
import sharp from "sharp";
import { expect, test } from "vitest";
import { demoPictures, drawDemoArtwork, drawDemoPicture } from "./demo-pictures.ts";

test("every picture of the demo is what its name says", async () => {
  for (const fileName of Object.keys(demoPictures)) {
    const { bytes, contentType } = await drawDemoPicture(fileName);
    const { format, width } = await sharp(bytes).metadata();
    expect(`image/${format}`, fileName).toBe(contentType);
    expect(width, fileName).toBeGreaterThan(300);
  }
}, 60_000);

test("a phone photo has 12 megapixels, lies on its side and says where it was taken", async () => {
  const { bytes } = await drawDemoPicture("IMG_2041.jpg");
  const { width, height, orientation, exif } = await sharp(bytes).metadata();
  expect({ width, height, orientation }).toEqual({ width: 4032, height: 3024, orientation: 6 });
  const gpsInfoTag = [Buffer.from([0x25, 0x88]), Buffer.from([0x88, 0x25])];
  expect(gpsInfoTag.some((tag) => exif?.includes(tag))).toBe(true);
});

test("turned the way the camera was held, each photo stands upright", async () => {
  for (const fileName of ["DSC00417.jpg", "20240613_201455.jpg", "Käthe & Löwe 🐶.jpg", "IMG_2041.jpg"]) {
    const { data, info } = await sharp((await drawDemoPicture(fileName)).bytes)
      .autoOrient()
      .resize(40, 40, { fit: "fill" })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const row = (at: number) => data.subarray(at * info.width, (at + 1) * info.width);
    const unevenness = (pixels: Buffer) => Math.max(...pixels) - Math.min(...pixels);
    expect(unevenness(row(0)), `${fileName}: the sky is on top`).toBeLessThan(unevenness(row(24)));
  }
}, 30_000);

test("a picture has the same bytes every time", async () => {
  const digest = async (fileName: string) =>
    createHash("sha256")
      .update((await drawDemoPicture(fileName)).bytes)
      .digest("hex");
  expect(await digest("bunny.webp")).toBe(await digest("bunny.webp"));
});

test("an artist's file is a tall portrait, another one each time", async () => {
  const [first, second] = [await drawDemoArtwork(1), await drawDemoArtwork(2)];
  expect(await sharp(first).metadata()).toMatchObject({ format: "png", width: 1800, height: 2400 });
  expect(first.equals(second)).toBe(false);
});

test("a name outside the list is refused", async () => {
  await expect(drawDemoPicture("unicorn.jpg")).rejects.toThrow("There is no demo picture named unicorn.jpg.");
});

test("the artwork of a photo shows the pet of the photo", async () => {
  const of = (variation: number, photo?: string) => drawDemoArtwork(variation, "png", 300, photo);
  expect(await of(0, "miez.png")).toEqual(await of(20, "miez.png"));
  expect(await of(0, "miez.png")).not.toEqual(await of(0, "bunny.webp"));
});
