/** The reasons for rejecting a photo that a new shop starts with, in the order of the drop-down. */
export const DEFAULT_REJECTION_REASONS: readonly { name: string; mayKeepPhoto?: false }[] = [
  { name: "Blurry" },
  { name: "Too dark" },
  { name: "Too small" },
  { name: "Face cut off" },
  { name: "Wrong photo" },
  { name: "Several subjects, unclear which" },
  { name: "Photo cannot be opened", mayKeepPhoto: false },
  { name: "Not allowed to print", mayKeepPhoto: false },
  { name: "Other" },
];
