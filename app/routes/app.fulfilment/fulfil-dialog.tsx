import { Checkbox, FormLayout, Modal, Select, TextField } from "@shopify/polaris";
import { Remark } from "../../ui/pages/remark.tsx";
import { useState } from "react";
import type { FulfilmentCard } from "../../domain/screens/fulfilment-card.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

// Names that Shopify knows make a tracking link by themselves (Admin API, FulfillmentTrackingInput.company).
const CARRIERS = [
  "USPS",
  "UPS",
  "FedEx",
  "DHL Express",
  "DHL eCommerce",
  "Canada Post",
  "Royal Mail",
  "Evri",
  "DPD",
  "Deutsche Post (EN)",
  "GLS",
  "La Poste",
  "PostNL",
  "Australia Post",
  "New Zealand Post",
];
const OTHER = "other";

type Props = { card: FulfilmentCard; onClose: () => void };

/** Asks for tracking before Shopify is asked to fulfil an order. */
export function FulfilDialog({ card, onClose }: Props) {
  useFocusBack();
  const form = useForm({ onDone: onClose });
  const [number, setNumber] = useState("");
  const [carrier, setCarrier] = useState("");
  const [other, setOther] = useState("");
  const [url, setUrl] = useState("");
  const [tells, setTells] = useState(true);
  const targets = card.items
    .filter(({ actions }) => actions.includes("fulfil"))
    .map(({ itemId, changeCount }) => ({ itemId, changeCount }));
  const count = targets.length;
  const isWrongUrl = url.trim() !== "" && !/^https?:\/\/\S+$/i.test(url.trim());
  const confirm = () => {
    if (isWrongUrl) return;
    form.send(`Mark ${card.orderName} as fulfilled`, {
      intent: "fulfil",
      actId: crypto.randomUUID(),
      targets: JSON.stringify(targets),
      trackingNumber: number,
      trackingCompany: carrier === OTHER ? other : carrier,
      trackingUrl: url,
      notifyCustomer: tells ? "yes" : "no",
    });
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={`Mark ${card.orderName} as fulfilled`}
      primaryAction={{ content: "Mark as fulfilled", loading: form.isBusy, onAction: confirm }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <FormSaid form={form} shows="refusals" />
        <FormLayout>
          {count < card.items.length ? (
            <Remark tone="info">{`${count} of ${card.items.length} items ship now.`}</Remark>
          ) : null}
          <TextField
            label="Tracking number"
            value={number}
            onChange={setNumber}
            autoComplete="off"
            maxLength={200}
            helpText="Leave it empty when there is none."
          />
          <Select
            label="Carrier"
            options={[
              { value: "", label: "None" },
              ...CARRIERS.map((name) => ({ value: name, label: name })),
              { value: OTHER, label: "Another carrier" },
            ]}
            value={carrier}
            onChange={setCarrier}
          />
          {carrier === OTHER ? (
            <TextField
              label="Name of the carrier"
              value={other}
              onChange={setOther}
              autoComplete="off"
              maxLength={200}
            />
          ) : null}
          {carrier === OTHER ? (
            <TextField
              label="Tracking link"
              type="url"
              value={url}
              onChange={setUrl}
              autoComplete="off"
              maxLength={200}
              error={isWrongUrl ? "A link begins with https://" : undefined}
            />
          ) : null}
          <Checkbox label="Shopify tells the customer by email" checked={tells} onChange={setTells} />
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}
