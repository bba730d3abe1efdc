import { useFetcher } from "@remix-run/react";
import { Button } from "@shopify/polaris";
import type { PhotoCard } from "../../domain/screens/item-card.ts";
import type { Said } from "../../domain/words/said.ts";
import { Ago } from "../pages/ago.tsx";

type Props = { orderId: string; photo: Pick<PhotoCard, "id" | "askAgainAt" | "isToAsk"> };

/** When the link of a photo that could not be had is asked again, and a button that has it asked now. */
export function AskedAgain({ orderId, photo }: Props) {
  const fetcher = useFetcher<Said>();
  return (
    <>
      {photo.askAgainAt ? (
        <p>
          Asked again <Ago at={photo.askAgainAt} />.
        </p>
      ) : null}
      {photo.isToAsk ? (
        <Button
          size="slim"
          loading={fetcher.state !== "idle"}
          onClick={() =>
            fetcher.submit(
              { intent: "fetch_again", photoId: photo.id },
              { method: "post", action: `/app/orders/${orderId}` },
            )
          }
        >
          Fetch again now
        </Button>
      ) : null}
      <span role="status">{fetcher.state === "idle" ? fetcher.data?.said : null}</span>
    </>
  );
}
