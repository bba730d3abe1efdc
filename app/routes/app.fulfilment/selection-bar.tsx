import { useFetcher } from "@remix-run/react";
import { Button, Checkbox, InlineStack, Select } from "@shopify/polaris";
import { useEffect } from "react";
import type { Command } from "../../domain/workflow/actions.ts";
import type { FolderCount, FulfilmentCard } from "../../domain/screens/fulfilment-card.ts";
import type { ActTarget } from "../../ui/acts/use-act.ts";
import type { useSelection } from "../../ui/lists/use-selection.ts";

type Props = {
  cards: readonly FulfilmentCard[];
  selected: readonly FulfilmentCard[];
  folders: readonly FolderCount[];
  selection: ReturnType<typeof useSelection>;
  isBusy: boolean;
  onAct: (command: Command, targets: readonly ActTarget[]) => void;
  onSort: (folderId: string) => void;
};

/** What can be done with the selected orders of the queue. */
export function SelectionBar({ cards, selected, folders, selection, isBusy, onAct, onSort }: Props) {
  const zip = useFetcher<{ address: string }>();
  const address = zip.state === "idle" ? zip.data?.address : undefined;
  useEffect(() => {
    if (address) Object.assign(document.createElement("a"), { href: address, download: "" }).click();
  }, [address]);
  const toPrint = selected.flatMap(({ items }) => items.filter(({ actions }) => actions.includes("send_to_printer")));
  const download = () =>
    zip.submit(
      { what: "artfiles", orderIds: selected.map(({ orderId }) => orderId).join(",") },
      { method: "post", action: "/app/zips" },
    );
  return (
    <InlineStack gap="300" blockAlign="center">
      <Checkbox
        label={selected.length === 0 ? "Select all on this page" : `${selected.length} selected`}
        checked={selected.length === cards.length ? true : selected.length > 0 ? "indeterminate" : false}
        onChange={(isAll) => (isAll ? selection.all() : selection.none())}
      />
      <Button disabled={selected.length === 0} loading={zip.state !== "idle"} onClick={download}>
        Download artfiles
      </Button>
      <Button disabled={toPrint.length === 0 || isBusy} onClick={() => onAct({ action: "send_to_printer" }, toPrint)}>
        Mark as sent to the printer
      </Button>
      <Select
        label="Sort into a folder"
        labelHidden
        disabled={selected.length === 0 || isBusy || folders.length === 0}
        value=""
        onChange={(folderId) => {
          if (folderId) onSort(folderId);
        }}
        options={[
          { value: "", label: folders.length === 0 ? "Sort into… (no folder yet)" : "Sort into…" },
          { value: "none", label: "Not sorted" },
          ...folders.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </InlineStack>
  );
}
