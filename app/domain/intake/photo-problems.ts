/** Why photos that someone sent were not taken; none of them is, so that nobody has to guess which ones were. */
export const PHOTO_PROBLEM_KINDS = [
  "no_file",
  "too_many",
  "too_large",
  "not_an_image",
  "cut_off",
  "unreadable",
  "changed",
] as const;
export type PhotoProblem = (typeof PHOTO_PROBLEM_KINDS)[number];

/** Each problem in a sentence that says what to do. */
export const PHOTO_PROBLEM_WORDS: Record<PhotoProblem, string> = {
  no_file: "Please choose a photo first.",
  too_many: "Please send at most 10 files at once.",
  too_large: "It is larger than 50 MB. Please send a smaller one.",
  not_an_image: "It is not a photo in a format we can use. JPEG, PNG, HEIC, WebP, AVIF, TIFF, GIF and PDF work.",
  cut_off: "It did not arrive whole, because the connection broke off. Please send it again.",
  unreadable: "It could not be opened and may be damaged. Please send it again, or another one.",
  changed: "This has changed since you opened the page, so the photo was not taken. Please look at it once more.",
};

/** At most this many files make one new version of an item's photo, each of at most this many bytes. */
export const PHOTO_LIMITS = { maxFiles: 10, maxBytes: 50 * 1024 * 1024 };
