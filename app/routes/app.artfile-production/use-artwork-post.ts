import { useForm } from "../../ui/acts/use-form.ts";
import type { ArtworkPost } from "../../services/artfiles/read-artwork-post.ts";
import { useState } from "react";

const TITLES: Record<ArtworkPost["intent"], string> = {
  update: "Update",
  assign_upload: "Say whose the file is",
  drop_upload: "Remove the file",
  give_to: "Give the order to another artist",
};

/** Posts Update and what is said about single uploads. */
export function useArtworkPost() {
  const form = useForm();
  const [intent, setIntent] = useState<ArtworkPost["intent"]>();
  return {
    isPosting: form.isBusy,
    isUpdating: form.isBusy && intent === "update",
    post: (fields: ArtworkPost) => {
      setIntent(fields.intent);
      form.send(TITLES[fields.intent], fields);
    },
  };
}
