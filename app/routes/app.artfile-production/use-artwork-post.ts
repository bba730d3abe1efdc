import { useFetcher } from "@remix-run/react";
import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import type { ArtworkPost } from "../../services/artfiles/read-artwork-post.ts";

/** What the page's own door answers. */
export type ArtworkAnswer =
  | { kind: "act"; outcome: ActOutcome }
  | { kind: "done" }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "wrong"; sentence: string };

/** Posts Update and what is said about single uploads. */
export function useArtworkPost() {
  const fetcher = useFetcher<ArtworkAnswer>();
  return {
    answer: fetcher.data,
    isPosting: fetcher.state !== "idle",
    isUpdating: fetcher.state !== "idle" && fetcher.formData?.get("intent") === "update",
    post: (fields: ArtworkPost) => fetcher.submit({ ...fields }, { method: "post" }),
  };
}
