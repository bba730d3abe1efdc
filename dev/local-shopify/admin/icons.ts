import { Html } from "./html.ts";

const paths = {
  menu: "M3 5h14M3 10h14M3 15h14",
  bag: "M5 7h10l1 10H4L5 7Zm2.5 2V5.5a2.5 2.5 0 0 1 5 0V9",
  orders: "M4 11h3l1.5 2h3L13 11h3M5.5 4h9L16 11v5H4v-5l1.5-7Z",
  frame: "M4 4h12v12H4zM7 13l2.5-3 2 2 1.5-2 2 3M12.5 7.5h.01",
  settings:
    "M10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.5 1.5M13.500 13.500 15 15M15 5l-1.500 1.500M6.500 13.500 5 15",
  store:
    "M4 9v7h12V9M3 9l1.500-5h11L17 9a2.300 2.300 0 0 1-4.600 0 2.300 2.300 0 0 1-4.700 0A2.300 2.300 0 0 1 3 9Zm5 7v-4h4v4",
  mail: "M3 5h14v10H3zM3 6l7 5 7-5",
  back: "M12 4l-6 6 6 6",
} as const;

/** A small line drawing, 20 px, in the colour of the text around it. */
export function icon(name: keyof typeof paths): Html {
  return new Html(
    `<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${paths[name]}"/></svg>`,
  );
}
