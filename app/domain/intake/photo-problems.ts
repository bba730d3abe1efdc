/** Why photos that someone sent were not taken; none of them is, so that nobody has to guess which ones were. */
export const PHOTO_PROBLEM_KINDS = [
  "no_file",
  "too_many",
  "too_large",
  "empty",
  "not_an_image",
  "camera_raw",
  "cut_off",
  "gone",
  "incomplete",
  "too_many_pixels",
  "too_much_memory",
  "too_slow",
  "unreadable",
  "changed",
] as const;
export type PhotoProblem = (typeof PHOTO_PROBLEM_KINDS)[number];

/** Each problem in a sentence that says what to do, for whoever sends a photo: a customer on their page, and a manager in their place. */
export const PHOTO_PROBLEM_WORDS: Record<PhotoProblem, string> = {
  no_file: "Please choose a photo first.",
  too_many: "Please send at most 10 files at once.",
  too_large: "It is larger than 50 MB. Please send a smaller one.",
  empty: "The file is empty. Please choose the photo again, or another one.",
  not_an_image: "It is not a photo in a format we can use. JPEG, PNG, HEIC, WebP, AVIF, TIFF, GIF and PDF work.",
  camera_raw: "It is a camera's raw file, which we cannot use. Please export it as JPEG or TIFF and send that.",
  cut_off: "It did not arrive whole, because the connection broke off. Please send it again.",
  gone: "It is not here any more, because it was not sent on within a day. Please choose it again and send it.",
  incomplete: "A part of the picture is missing. Please send it again from where it is whole, or another one.",
  too_many_pixels: "It has more pixels than we can show. Please send it smaller, or as JPEG.",
  too_much_memory: "It is too big to be opened here. Please send it smaller, or as an ordinary JPEG.",
  too_slow: "It took too long to open. Please send it once more, or save it as JPEG and send that.",
  unreadable: "It could not be opened and may be damaged. Please send it again, or another one.",
  changed: "This has changed since you opened the page, so the photo was not taken. Please look at it once more.",
};

/** At most this many files make one new version of an item's photo, each of at most this many bytes. */
export const PHOTO_LIMITS = { maxFiles: 10, maxBytes: 50 * 1024 * 1024 };
