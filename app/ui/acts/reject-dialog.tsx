import { BlockStack, Checkbox, FormLayout, InlineStack, Modal, Select, Text, TextField } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import type { PickedItem } from "../../domain/acting/picked-item.ts";
import { itemsNamed } from "../../domain/acting/act-title.ts";
import { reasonForCustomer, type Reason } from "../../domain/shop/reasons.ts";
import { MeantItems } from "./meant-items.tsx";
import { Written } from "../pages/written.tsx";
import { useEnter } from "../pages/use-enter.ts";
import { useKeptState } from "../frame/use-kept-state.ts";
import { useFocusBack } from "../pages/use-focus-back.ts";

type Rejection = { reasonId: string; comment: string; photoIds?: string[] };
type Props = {
  cards: readonly PickedItem[];
  /** What it is about, when that is more than cards. */
  about?: { title: string; words: ReactNode; isReady: boolean };
  reasons: readonly Reason[];
  /** The reason that a number key picked, counted from 0. */
  reasonIndex: number | null;
  onReject: (rejection: Rejection) => void;
  onClose: () => void;
};

/** Asks for the reason (required), a comment for the customer, and which of an item's several photos are meant. */
export function RejectDialog({ cards, about, reasons, reasonIndex, onReject, onClose }: Props) {
  useFocusBack();
  const [reasonId, setReasonId] = useKeptState(
    `reason ${cards.map(({ itemId }) => itemId)}`,
    reasons[reasonIndex ?? -1]?.id ?? "",
  );
  const [comment, setComment] = useState("");
  const [marked, setMarked] = useState<string[]>([]);
  const [isAsked, setIsAsked] = useState(false);
  const photos = cards.length === 1 ? cards[0]!.photos : [];
  const title =
    about?.title ??
    (cards.length === 1 ? `Reject the photo of ${itemsNamed(cards)}` : `Reject the photos of ${cards.length} items`);
  const reject = () => {
    setIsAsked(true);
    if (reasonId && (about?.isReady ?? true))
      onReject({ reasonId, comment, ...(marked.length > 0 ? { photoIds: marked } : {}) });
  };
  useEnter(reject);
  const chosen = reasons.find(({ id }) => id === reasonId);
  return (
    <Modal
      open
      onClose={onClose}
      title={title}
      primaryAction={{ content: "Reject", disabled: about?.isReady === false, onAction: reject }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          {about?.words ?? (photos.length > 1 ? null : <MeantItems items={cards} />)}
          <Select
            label="Reason"
            requiredIndicator
            placeholder="Choose a reason"
            options={reasons.map(({ id, name }) => ({ value: id, label: name }))}
            value={reasonId}
            onChange={setReasonId}
            error={isAsked && !reasonId ? "Choose a reason." : undefined}
          />
          {chosen ? <Preview reason={chosen} /> : null}
          <TextField
            label="Comment for the customer (optional)"
            helpText="It stands in the email and on the customer's page."
            value={comment}
            onChange={setComment}
            multiline={3}
            maxLength={2000}
            autoComplete="off"
          />
          {photos.length > 1 ? (
            <BlockStack gap="200">
              <Text as="p">Which photos are meant? None ticked means all of them.</Text>
              <InlineStack gap="300">
                {photos.map(({ id, position, thumb }) => (
                  <BlockStack key={id} gap="100" inlineAlign="center">
                    {thumb ? (
                      <img
                        src={thumb}
                        alt={`Photo ${position}`}
                        width={72}
                        height={72}
                        style={{ objectFit: "cover" }}
                      />
                    ) : null}
                    <Checkbox
                      label={`Photo ${position}`}
                      checked={marked.includes(id)}
                      onChange={(isMarked) =>
                        setMarked(isMarked ? [...marked, id] : marked.filter((other) => other !== id))
                      }
                    />
                  </BlockStack>
                ))}
              </InlineStack>
            </BlockStack>
          ) : null}
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}

/** What the customer reads of the chosen reason, above the comment. */
function Preview({ reason }: { reason: Reason }) {
  return (
    <div role="status">
      <Text as="p" tone="subdued">
        The customer reads:
      </Text>
      <Written words={reasonForCustomer(reason)} />
      {reason.mayKeepPhoto ? null : (
        <Text as="p" tone="subdued">
          They cannot continue with the current photo: a new one is needed.
        </Text>
      )}
    </div>
  );
}
