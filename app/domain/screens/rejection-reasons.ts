/** The reasons for rejecting a photo that a new shop starts with, in the order of the drop-down. */
export const DEFAULT_REJECTION_REASONS: readonly string[] = [
  "Blurry",
  "Too dark",
  "Too small",
  "Face cut off",
  "Wrong photo",
  "Several subjects, unclear which",
  "Photo cannot be opened",
  "Not allowed to print",
  "Other",
];
