/** Where a picture of the shop's own stands: beside a rejection reason as what works or what does not, or in the guideline for Image Approval. */
export const PICTURE_PLACES = ["good", "bad", "guideline"] as const;
export type PicturePlace = (typeof PICTURE_PLACES)[number];

/** What each is called. */
export const PICTURE_NAMES: Record<PicturePlace, string> = {
  good: "A photo that works",
  bad: "A photo that does not work",
  guideline: "Picture of the guideline",
};

/** At most so many pictures stand in a guideline. */
export const MAX_GUIDELINE_PICTURES = 12;

/** The longest description of a picture, in characters. */
export const MAX_ALT = 200;

/** A picture as a page shows it; addresses are for whoever looks. */
export type ShownPicture = {
  id: string;
  place: PicturePlace;
  reasonId: string | null;
  alt: string;
  thumb: string;
  middle: string;
  screen: string;
  width: number | null;
  height: number | null;
};

/** What is said of a picture to who does not see it: the shop's own description after what it is. */
export function altOf({ place, alt }: { place: PicturePlace; alt: string }): string {
  return alt ? `${PICTURE_NAMES[place]}: ${alt}` : PICTURE_NAMES[place];
}
