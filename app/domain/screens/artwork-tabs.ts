/** The tabs of Artfile Production; rework stands under its cause, whatever step it came back from. */
export const ARTWORK_TABS = ["new", "customer", "quality_control", "waiting"] as const;
export type ArtworkTab = (typeof ARTWORK_TABS)[number];

/** The name of each tab, and what its list says while it is empty. */
export const ARTWORK_TAB_WORDS: Record<ArtworkTab, { name: string; empty: string; comes: string }> = {
  new: {
    name: "New Work",
    empty: "No new work",
    comes: "Orders appear here as soon as their photos are approved and they are assigned to an artist.",
  },
  customer: {
    name: "Rejected by Customer",
    empty: "No customer waits for a change",
    comes:
      "When a customer asks for changes and quality control forwards it, the item stands here with what is wanted.",
  },
  quality_control: {
    name: "Rejected by Quality Control",
    empty: "Quality control has sent nothing back",
    comes: "An artfile that quality control rejects comes back here with its instructions.",
  },
  waiting: {
    name: "Waiting for an artist",
    empty: "Every order has an artist",
    comes:
      "An order that no artist has room for waits here, oldest first, until a place frees up or you give it to someone.",
  },
};

/** Whether a text from an address names a tab. */
export function isArtworkTab(text: string | null): text is ArtworkTab {
  return ARTWORK_TABS.some((tab) => tab === text);
}
