// Whatever a shop or a customer calls things, a file has a safe name that finds its item again.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { itemFileName, nameKey, photoDownloadName } from "../../app/domain/files/file-names.ts";
import { matchArtfile, uploadKey } from "../../app/domain/files/file-names-match.ts";
import { utf8Bytes } from "../../app/domain/files/file-names-clean.ts";
import { casesFolder, hasCases, hasSamples, sampleName, samplesFolder, samplesIn, sayCovered } from "./samples.ts";

type ObservedProduct = { title: string; options: Record<string, string[]> };

describe.skipIf(!hasSamples)("file names over real and hostile texts", () => {
  test("every line of the text torture lists makes a safe name that finds its item again", () => {
    const files = samplesIn("04_text_torture");
    for (const file of files) {
      for (const line of readFileSync(file, "utf8").split("\n")) expectRoundTrip(line, sampleName(file));
    }
    sayCovered("text torture as product titles", files.length);
  });

  test("every product title and option seen in real shops makes a name that finds its item again", () => {
    const products = JSON.parse(
      readFileSync(`${samplesFolder}/05_product_names/observed_titles/observed_titles_and_variants.json`, "utf8"),
    ) as ObservedProduct[];
    for (const { title, options } of products) {
      const values = Object.values(options).map((choices) => choices[0] ?? "");
      expectRoundTrip(title, title, values);
    }
    const files = samplesIn("05_product_names");
    for (const file of files)
      for (const text of readFileSync(file, "utf8").split(/[",\n]/u)) expectRoundTrip(text, sampleName(file));
    sayCovered("product names", files.length);
  });

  test("composed and decomposed forms of one text are one name", () => {
    const pairs = readFileSync(`${samplesFolder}/04_text_torture/unicode/nfc_nfd_pairs.tsv`, "utf8")
      .split("\n")
      .map((line) => line.split("\t"));
    for (const cells of pairs)
      for (const cell of cells) expect(nameKey(cell.normalize("NFD"))).toBe(nameKey(cell.normalize("NFC")));
  });
});

test.skipIf(!hasCases)("a name that only a browser changed when saving is matched", () => {
  const lines = readFileSync(`${casesFolder}/names-with-joiners.tsv`, "utf8").trim().split("\n").slice(1);
  const cases = lines.map((line) => line.split("\t")).filter(([, , , expected]) => expected === "matched");
  for (const [productTitle = "", , saved = ""] of cases) {
    const made = itemFileName({
      orderName: "#1023",
      productTitle,
      itemNumber: 1,
      options: ["A"],
      isDefaultVariant: false,
      propertyName: "Photo",
    });
    expect(matchArtfile(saved, [{ itemId: "it", ...made }]), saved).toEqual({ match: "it" });
  }
  sayCovered("names with joiners", cases.length);
});

function expectRoundTrip(title: string, from: string, options: string[] = [title.slice(0, 60)]): void {
  const made = itemFileName({
    orderName: "#1023",
    productTitle: title,
    itemNumber: 1,
    options,
    isDefaultVariant: false,
    propertyName: title.slice(0, 40),
  });
  const problem = `${from}: ${JSON.stringify(title.slice(0, 200))}`;
  if (utf8Bytes(made.name) > 180 || /[<>:"/\\|?*\p{Cc}\p{Cs}]|^[\s.]|[\s.]$/u.test(made.name)) expect.fail(problem);
  const returned = photoDownloadName(made.name, 1, "TIFF").normalize("NFD");
  const answer = matchArtfile(returned, [{ itemId: "it", ...made }]);
  if (!("match" in answer) || uploadKey(returned) !== made.key) expect.fail(problem);
}
