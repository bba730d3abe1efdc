import { z } from "zod";

const UNREADABLE = "The form could not be read. Reload the page and try again.";

const post = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("update"),
    actId: z.uuid(),
    olderPhotoAccepted: z.string().max(40_000),
    replacing: z.string().max(40_000).default(""),
  }),
  z.object({ intent: z.literal("assign_upload"), uploadId: z.uuid(), itemId: z.uuid() }),
  z.object({ intent: z.literal("drop_upload"), uploadId: z.uuid() }),
  z.object({ intent: z.literal("give_to"), orderId: z.uuid(), memberId: z.uuid("Choose an artist first.") }),
]);

/** What Artfile Production posted: Update, a word about one upload, or an order given to an artist. */
export type ArtworkPost = z.infer<typeof post>;

/** Reads such a post, or says in a sentence what is wrong with it. `olderPhotoAccepted` and `replacing` hold item ids between commas. */
export function readArtworkPost(fields: Record<string, unknown>): ArtworkPost | { wrong: string } {
  const read = post.safeParse(fields, { error: () => UNREADABLE });
  return read.success ? read.data : { wrong: read.error.issues[0]?.message ?? UNREADABLE };
}
