/** Whether a mail program is light or dark. */
export type Scheme = "light" | "dark";

const GROUND: Record<Scheme, string> = {
  light: "html { background: #ffffff; color: #1a1a1a; }",
  dark: "html { background: #1a1a1a; color: #f1f1f1; }",
};

/** An email's page as a mail program of that scheme shows it, whatever the browser's own is. */
export function inScheme(html: string, scheme: Scheme): string {
  return html
    .replaceAll("color-scheme: light dark", `color-scheme: ${scheme}`)
    .replaceAll("(prefers-color-scheme: dark)", scheme === "dark" ? "all" : "not all")
    .replace("</head>", `<style>${GROUND[scheme]}</style></head>`);
}
