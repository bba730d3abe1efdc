/** What can be looked at or downloaded. */
export const FILE_KINDS = [
  "photo_rendition",
  "photo_original",
  "artfile",
  "artfile_rendition",
  "customer_address",
] as const;
export type FileKind = (typeof FILE_KINDS)[number];
