import { Checkbox, FormLayout, Modal, Select, TextField } from "@shopify/polaris";
import { Remark } from "../../ui/pages/remark.tsx";
import { useState } from "react";
import type { FulfilmentCard } from "../../domain/screens/fulfilment-card.ts";
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

type Fields = { trackingNumber: string; trackingCompany: string; trackingUrl: string; notifyCustomer: string };
type Props = { card: FulfilmentCard; onConfirm: (fields: Fields) => void; onClose: () => void };

/** Asks for tracking before Shopify is asked to fulfil an order. */
export function FulfilDialog({ card, onConfirm, onClose }: Props) {
  useFocusBack();
  const [number, setNumber] = useState("");
  const [carrier, setCarrier] = useState("");
  const [other, setOther] = useState("");
  const [url, setUrl] = useState("");
  const [tells, setTells] = useState(true);
  const count = card.items.filter(({ actions }) => actions.includes("fulfil")).length;
  const isWrongUrl = url.trim() !== "" && !/^https?:\/\/\S+$/i.test(url.trim());
  const confirm = () => {
    if (isWrongUrl) return;
    onConfirm({
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
      primaryAction={{ content: "Mark as fulfilled", onAction: confirm }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
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
