import { Badge, Text } from "@shopify/polaris";
import { Facts } from "../../ui/pages/written.tsx";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { DownloadLink } from "../../ui/files/download-link.tsx";

/** One artfile to print: its picture, what it is for, how many copies, and its download under its own name. */
export function ItemRow({ item }: { item: ItemCard }) {
  const [artfile] = item.artfiles;
  const isApproved = artfile?.approvedAt && !artfile.voidedAt;
  return (
    <li>
      {artfile?.thumb ? (
        <img
          src={artfile.thumb}
          alt={`Artfile of ${item.orderName}, item ${item.itemNumber}`}
          width={72}
          height={72}
          loading="lazy"
        />
      ) : (
        <span className="fulfilment-nothing">No preview</span>
      )}
      <div>
        <Text as="p">
          <strong>{`Item ${item.itemNumber}`}</strong>
          {` · ${item.quantity} × `}
          <Facts of={[item.productTitle, item.variantTitle]} />
        </Text>
        {item.details.map(({ name, value }, index) => (
          <Text key={index} as="p" tone="subdued">{`${name}: ${value}`}</Text>
        ))}
        {artfile?.original ? (
          <p>
            <DownloadLink href={artfile.original} name={artfile.fileName}>
              {artfile.fileName}
            </DownloadLink>
          </p>
        ) : null}
        <div className="fulfilment-badges">
          {item.sentToPrinterAt ? (
            <Badge tone="success">Sent to the printer</Badge>
          ) : (
            <Badge>Not yet sent to the printer</Badge>
          )}
          {isApproved ? null : <Badge tone="warning">Not approved</Badge>}
        </div>
      </div>
    </li>
  );
}
