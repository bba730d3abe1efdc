import { Button } from "@shopify/polaris";
import type { PhotoCard } from "../../domain/screens/item-card.ts";
import { FormSaid } from "../acts/form-said.tsx";
import { useForm } from "../acts/use-form.ts";
import { Ago } from "../pages/ago.tsx";

type Props = { orderId: string; photo: Pick<PhotoCard, "id" | "askAgainAt" | "isToAsk"> };

/** When the link of a photo that could not be had is asked again, and a button that has it asked now. */
export function AskedAgain({ orderId, photo }: Props) {
  const form = useForm({ door: { path: `/app/orders/${orderId}`, route: "routes/app.orders.$orderId" } });
  if (!photo.askAgainAt && !photo.isToAsk && !form.isBusy && !form.said) return null;
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
          loading={form.isBusy}
          onClick={() => form.send("Fetch the photo again", { intent: "fetch_again", photoId: photo.id })}
        >
          Fetch again now
        </Button>
      ) : null}
      <FormSaid form={form} shows="refusals" />
    </>
  );
}
