/** An item that a sample's lines make: `line` is the title of its line, or the line's place where it has none. */
export type ExpectedItem = { line: string; property: string; copies: number; links: string[] };

const cloudlift = "https://upload.cloudlift.app";
const uploadery = "https://uploadery.s3.amazonaws.com/example-charms";
const uploadKit = "https://files.getuploadkit.com/00000000-fad7-420f-bfa9-000000000001";

/**
 * Known to be wrong: an export's column names each property inside its text (`_uploadery_1`, `Image`, `_uploadery_1`, `image`), and
 * the item is left without a name. Shopify itself never sends a property so.
 */
const NAME_IS_LOST = "";

/** The items of every property shape, judged by reading it: only what a customer gave, not what an app made of it. */
export const SHAPES: Readonly<Record<string, ExpectedItem[]>> = {
  // Letters to be stitched and the app's own notes.
  "bold_monogram_checkmark.json": [],
  // A preview, its thumbnail and the production file of people chosen from a catalogue: no photo was sent.
  "customily_ornament_qty3.json": [],
  // The file that goes to the printer.
  "print_file_url_generic.json": [],
  // A recipe's number.
  "spectrum_related_recipe.json": [],
  // Designs for the printer and a picture of them.
  "teeinblue_design_links.json": [],
  // One artwork for two places, a photo, a card and a drawing; the spoken message is no photo, and two places were left empty.
  "upload_lift_cloudlift.json": [
    { line: "1", property: "upload-artwork", copies: 2, links: [`${cloudlift}/s/exampl-c`] },
    { line: "1", property: "upload-left-chest", copies: 2, links: [`${cloudlift}/s/exampl-c`] },
    { line: "1", property: "Photo", copies: 2, links: [`${cloudlift}/s/exampl-4/P2KjZbb000.jpg`] },
    { line: "1", property: "Card", copies: 2, links: [`${cloudlift}/s/exampl/vbkC56f000.png`] },
    {
      line: "1",
      property: "File T-shirt Economy UNISEX - Lato Cuore_1",
      copies: 2,
      links: [`${cloudlift}/tshirt.pdf`],
    },
  ],
  // The bundle's drawing; its "Quantità 4" is a text, the line has one copy.
  "upload_lift_line_item_group_graphql.json": [
    {
      line: "T-shirt Economy UNISEX",
      property: "File T-shirt Economy UNISEX - Lato Cuore_1",
      copies: 1,
      links: [`${cloudlift}/tshirt.pdf`],
    },
  ],
  // Four attachments of an export, a line each, then a line with three uploads. A share of Dropbox gives its file with dl=1.
  "uploadery_cj_export_strings.json": [
    { line: "1", property: NAME_IS_LOST, copies: 2, links: [`${uploadery}/b7e878ee-imagepng_0.png`] },
    {
      line: "2",
      property: NAME_IS_LOST,
      copies: 2,
      links: ["https://uploadery.s3.amazonaws.com/example-shop/efa759e1-EB9F1108-93E7-45B5-BB8E-BE9B8530A607.jpeg"],
    },
    {
      line: "3",
      property: NAME_IS_LOST,
      copies: 2,
      links: [`${uploadery}/f6de9657-aa6f2151ed151e9037f575519a6ad368.jpg`],
    },
    {
      line: "4",
      property: NAME_IS_LOST,
      copies: 2,
      links: ["https://www.dropbox.com/s/00000000000/Order%20%23%209983%20-%20photo.jpg?dl=1"],
    },
    { line: "5", property: "_uploadery_1", copies: 2, links: [`${uploadery}/e49b772a-IMG_49911.jpg`] },
    { line: "5", property: "_uploadery_2", copies: 2, links: [`${uploadery}/9e475a10-FB_IMG_1558777592261.jpg`] },
    { line: "5", property: "_uploadery_3", copies: 2, links: [`${uploadery}/6c8c9f83-IMG_20190208_183646.jpg`] },
  ],
  // The property leads to a page; the files stand behind it, the second as the customer cut it.
  "uploadkit_download_html.json": [
    {
      line: "1",
      property: "Image",
      copies: 2,
      links: [`${uploadKit}/00000000-2429-4314-ad13-000000000002/OFFICIAL%201.png?dl=1`],
    },
    {
      line: "1",
      property: "Image 2",
      copies: 2,
      links: [`${uploadKit}/00000000-2429-4314-ad13-000000000003/-/crop/800x800/OFFICIAL%201.png?dl=1`],
    },
  ],
  // What the app calls its preview.
  "zepto_pplr_split_addon_lines.json": [],
};
