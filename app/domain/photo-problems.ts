/** Why photos that someone sent were not taken; none of them is, so that nobody has to guess which ones were. */
export const PHOTO_PROBLEM_KINDS = ["no_file", "too_many", "too_large", "not_an_image", "unreadable", "changed"] as const;
export type PhotoProblem = (typeof PHOTO_PROBLEM_KINDS)[number];

/** At most this many files make one new version of an item's photo, each of at most this many bytes. */
export const PHOTO_LIMITS = { maxFiles: 10, maxBytes: 50 * 1024 * 1024 };
