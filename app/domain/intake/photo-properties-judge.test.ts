import { describe, expect, test } from "vitest";
import { isPhotoLink, isPhotoName, namesOfPreviews } from "./photo-properties-judge.ts";

const none = new Set<string>();

describe("a property may hold photos by its name", () => {
  test("always, when the shop says that only these do, and never otherwise", () => {
    const settings = { onlyNames: ["Photo", "Back"] };
    expect(["photo", "BACK", "Front"].map((name) => isPhotoName(name, none, settings))).toEqual([
      "always",
      "always",
      "never",
    ]);
    expect(isPhotoName("Front", none, { onlyNames: [] })).toBe("maybe");
  });

  test("never, when the shop says so", () => {
    const settings = { ignoreNames: ["Photo", "Back"] };
    expect(["photo", "BACK", "Front"].map((name) => isPhotoName(name, none, settings))).toEqual([
      "never",
      "never",
      "maybe",
    ]);
  });

  test.each([
    "Previews",
    "thumb",
    "Thumbnails",
    "Mockup",
    "mock ups",
    "mock__up",
    "Production file",
    "print-ready",
    "_zepto_print_url",
    "_app_print_pdf",
    "print_file_url",
    "_customization image",
  ])("never, when an app made it: %s", (name) => expect(isPhotoName(name, none, {})).toBe("never"));

  test.each(["Photo", "My print image", "Customization image", "Thumbelina", "Overview"])(
    "maybe, otherwise: %s",
    (name) => expect(isPhotoName(name, none, {})).toBe("maybe"),
  );

  test("never, when another property calls it a preview", () => {
    const pair = (name: string, text: string) => ({ name, text, values: [] });
    const previews = namesOfPreviews([
      pair("_pplr_preview", "Look, Final,,"),
      pair("Name", "Rex"),
      pair("preview", "http://a.example/x,Photo"),
    ]);
    expect([...previews]).toEqual(["look", "final"]);
    expect(isPhotoName("Look", previews, {})).toBe("never");
    expect(isPhotoName("Photo", previews, {})).toBe("maybe");
  });
});

describe("a link may lead to a photo", () => {
  const shown = (link: string) => isPhotoLink(link, "Your memory", false);
  const hidden = (link: string) => isPhotoLink(link, "_edit", false);
  const chosen = (link: string) => isPhotoLink(link, "Your memory", true);

  test("unless it leads to a site and to nothing in it", () => {
    expect(shown("https://a.example/")).toBe(false);
    expect(shown("https://a.example/?id=7")).toBe(true);
    expect(shown("https://a.example/s/AbC12")).toBe(true);
  });

  test.each(["mp3", "html", "htm", "asp", "aspx", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "woff", "woff2"])(
    "unless it ends in .%s, whatever the shop says",
    (ending) => {
      expect(shown(`https://a.example/x.${ending}`)).toBe(false);
      expect(chosen(`https://a.example/x.${ending}`)).toBe(false);
      expect(chosen(`https://a.example/x.${ending}/cat`)).toBe(true);
    },
  );

  test.each([
    "preview",
    "previews",
    "thumb",
    "thumbs",
    "thumbnail",
    "mockup",
    "exportfile",
    "print-file",
    "printfiles",
  ])("unless it lies in an app's folder /%s/, which the shop can allow", (folder) => {
    expect(shown(`https://a.example/${folder}/cat.jpg`)).toBe(false);
    expect(chosen(`https://a.example/${folder}/cat.jpg`)).toBe(true);
  });

  test.each([
    "products/mug",
    "en/products/mug",
    "en-us/collections/all",
    "cart",
    "checkout/1",
    "checkouts/1",
    "pages/us",
  ])("unless it is a shop's page /%s, which the shop can allow", (page) => {
    expect(shown(`https://a.example/${page}`)).toBe(false);
    expect(chosen(`https://a.example/${page}`)).toBe(true);
  });

  test.each(["gallery/products/1", "e/products/1", "en-u/products/1", "12/products/1", "en-12/cart", "cartoon"])(
    "also at /%s, which only looks like a shop's page",
    (page) => expect(shown(`https://a.example/${page}`)).toBe(true),
  );

  test.each(["youtube.com", "www.youtube.com", "youtu.be", "pinterest.de", "pinterest.co.uk", "x.com", "wa.me"])(
    "unless it is a profile, a song or a map at %s",
    (host) => expect(shown(`https://${host}/rex`)).toBe(false),
  );

  test.each(["notyoutube.com", "youtube.com.a.example"])("also at %s, which is somebody else", (host) =>
    expect(shown(`https://${host}/rex`)).toBe(true),
  );

  test.each(["cat.jpg", "cat.jpeg", "cat.tif", "cat.tiff", "cat.heic", "cat.heif", "get?file=cat.jpg", "cat.JPG?v=2"])(
    "even in an app's hidden note, where it ends like one: %s",
    (file) => expect(hidden(`https://a.example/${file}`)).toBe(true),
  );

  test.each(["cat", "cat.jpgs", "cat.hei", "get?file=cat"])(
    "but in an app's hidden note not without a sign: %s",
    (file) => expect(hidden(`https://a.example/${file}`)).toBe(false),
  );

  test.each(["file.a.example", "files.a.example", "lh3.googleusercontent.com", "drive.google.com", "s3.amazonaws.com"])(
    "even in an app's hidden note, where people upload: %s",
    (host) => expect(hidden(`https://${host}/AbC12`)).toBe(true),
  );
});
