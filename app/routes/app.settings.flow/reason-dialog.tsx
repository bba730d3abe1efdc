import { BlockStack, Button, Checkbox, Form, FormLayout, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { ShownPicture } from "../../domain/shop/pictures.ts";
import { MAX_REASON_TEXT, reasonNamed, type HeldReason } from "../../domain/shop/reasons.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { Remark } from "../../ui/pages/remark.tsx";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";
import { KeptPicture, PictureField } from "./picture-field.tsx";

type Props = {
  /** Null for one that is to be added. */
  reason: HeldReason | null;
  reasons: readonly HeldReason[];
  pictures: readonly ShownPicture[];
  onClose: () => void;
};

/** What a rejection reason is called, what the customer reads and sees of it, and what they may do. */
export function ReasonDialog({ reason, reasons, pictures, onClose }: Props) {
  useFocusBack();
  const form = useForm({ onDone: onClose });
  const [name, setName] = useState(reason?.name ?? "");
  const [customerText, setCustomerText] = useState(reason?.customerText ?? "");
  const [hint, setHint] = useState(reason?.hint ?? "");
  const [mayKeepPhoto, setMayKeepPhoto] = useState(reason?.mayKeepPhoto ?? true);
  const taken = name.trim() ? reasonNamed(reasons, name, reason?.id ?? null) : null;
  const save = () => {
    if (!name.trim()) return;
    const words = { name, customerText, hint, mayKeepPhoto: mayKeepPhoto ? "yes" : "no" };
    if (reason) form.send(`Save the reason ${reason.name}`, { intent: "change_reason", reasonId: reason.id, ...words });
    else form.send(`Add the reason ${name.trim()}`, { intent: "add_reason", ...words });
  };
  const switchOn = () =>
    taken && form.send(`Switch on ${taken.name}`, { intent: "switch_reason", reasonId: taken.id, isOn: "yes" });
  const drop = () =>
    reason && form.send(`Delete the reason ${reason.name}`, { intent: "drop_reason", reasonId: reason.id });
  return (
    <Modal
      open
      onClose={onClose}
      title={reason ? `Reason “${reason.name}”` : "Add reason"}
      primaryAction={{
        content: reason ? "Save" : "Add",
        disabled: !name.trim(),
        loading: form.isBusy,
        onAction: save,
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <FormSaid form={form} shows="refusals" />
        <Form onSubmit={save}>
          <FormLayout>
            <TextField
              label="Name, as staff read it"
              value={name}
              onChange={setName}
              maxLength={60}
              autoComplete="off"
              error={taken?.isOn ? `“${taken.name}” is in the list already.` : undefined}
            />
            {taken && !taken.isOn ? (
              <Remark tone="info" title={`“${taken.name}” is in the list, switched off.`}>
                <Button onClick={switchOn}>Switch it on</Button>
              </Remark>
            ) : null}
            <TextField
              label="Text for the customer"
              helpText="They read it in their email and on their page. Without it they read the name."
              value={customerText}
              onChange={setCustomerText}
              multiline={3}
              maxLength={MAX_REASON_TEXT}
              autoComplete="off"
            />
            <TextField
              label="Hint for a better photo"
              helpText="Stands on the customer’s page, above the place for the new photo."
              value={hint}
              onChange={setHint}
              multiline={2}
              maxLength={MAX_REASON_TEXT}
              autoComplete="off"
            />
            <Checkbox
              label="The customer may continue with the current photo"
              helpText="Without it they are only asked for a new photo. This also holds for photos that wait now."
              checked={mayKeepPhoto}
              onChange={setMayKeepPhoto}
            />
          </FormLayout>
        </Form>
      </Modal.Section>
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="h3" variant="headingSm">
            Examples for the customer
          </Text>
          {reason ? (
            (["good", "bad"] as const).map((place) => (
              <BlockStack key={place} gap="200">
                <PictureField place={place} reasonId={reason.id} />
                {pictures
                  .filter((one) => one.place === place)
                  .map((one) => (
                    <KeptPicture key={one.id} picture={one} />
                  ))}
              </BlockStack>
            ))
          ) : (
            <Text as="p">Add the reason first, then open it again to give it pictures.</Text>
          )}
          {reason ? (
            <Button onClick={drop} variant="plain">
              Delete this reason, if it was never used
            </Button>
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
