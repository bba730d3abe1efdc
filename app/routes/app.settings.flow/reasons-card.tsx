import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon, DragHandleIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { ShownPicture } from "../../domain/shop/pictures.ts";
import { inOrder, movedBy, type HeldReason } from "../../domain/shop/reasons.ts";
import { useForm } from "../../ui/acts/use-form.ts";
import { Remark } from "../../ui/pages/remark.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { useOrder } from "./use-order.ts";
import "./reasons-card.css";

type Props = { reasons: readonly HeldReason[]; pictures: readonly ShownPicture[] };

/** The reasons for which photos are rejected, in the order of the drop-down: each change holds at once. */
export function ReasonsCard({ reasons, pictures }: Props) {
  const [editing, setEditing] = useState<string | "new" | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [ids, setIds] = useOrder(reasons.map(({ id }) => id));
  const [told, setTold] = useState("");
  const shown = inOrder(reasons, ids);
  const move = (reason: HeldReason, by: number) => {
    const next = movedBy(ids, reason.id, by);
    setIds(next);
    setTold(`${reason.name} is number ${next.indexOf(reason.id) + 1} of ${next.length}.`);
  };
  const dropOn = (reason: HeldReason) => {
    const from = shown.find(({ id }) => id === dragged);
    if (from) move(from, ids.indexOf(reason.id) - ids.indexOf(from.id));
    setDragged(null);
  };
  const edited = reasons.find(({ id }) => id === editing) ?? null;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Rejection reasons
          </Text>
          <Button onClick={() => setEditing("new")}>Add reason</Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          In the order of the drop-down; drag them, or use the arrows. These changes hold at once.
        </Text>
        {reasons.some(({ isOn }) => isOn) ? null : (
          <Remark tone="warning">Without a reason no photo can be rejected. Add one, or switch one on.</Remark>
        )}
        <ol className="reasons">
          {shown.map((reason) => (
            <li
              key={reason.id}
              draggable
              className={dragged === reason.id ? "is-dragged" : undefined}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = "move";
                setDragged(reason.id);
              }}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => dragged && event.preventDefault()}
              onDrop={() => dropOn(reason)}
            >
              <ReasonRow reason={reason} onMove={(by) => move(reason, by)} onEdit={() => setEditing(reason.id)} />
            </li>
          ))}
        </ol>
        <div role="status" className="reasons-told">
          {told}
        </div>
      </BlockStack>
      {editing === "new" || edited ? (
        <ReasonDialog
          key={editing}
          reason={edited}
          reasons={reasons}
          pictures={pictures.filter(({ reasonId }) => edited !== null && reasonId === edited.id)}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Card>
  );
}

type RowProps = {
  reason: HeldReason;
  onMove: (by: number) => void;
  onEdit: () => void;
};

function ReasonRow({ reason, onMove, onEdit }: RowProps) {
  const { id, name, customerText, mayKeepPhoto, isOn } = reason;
  const form = useForm();
  const flip = () =>
    form.send(`${isOn ? "Switch off" : "Switch on"} ${name}`, {
      intent: "switch_reason",
      reasonId: id,
      isOn: isOn ? "no" : "yes",
    });
  return (
    <div className="reasons-row">
      <span className="reasons-handle" aria-hidden>
        <DragHandleIcon width={20} height={20} />
      </span>
      <div className="reasons-words">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold" breakWord>
            <bdi>{name}</bdi>
          </Text>
          {isOn ? null : <Badge>Off</Badge>}
          {mayKeepPhoto ? null : <Badge tone="attention">New photo needed</Badge>}
        </InlineStack>
        {customerText ? (
          <Text as="p" tone="subdued" breakWord>
            <bdi>{customerText}</bdi>
          </Text>
        ) : null}
      </div>
      <InlineStack gap="100">
        <Button icon={ArrowUpIcon} onClick={() => onMove(-1)} accessibilityLabel={`Move ${name} up`} />
        <Button icon={ArrowDownIcon} onClick={() => onMove(1)} accessibilityLabel={`Move ${name} down`} />
        <Button onClick={flip} loading={form.isBusy} accessibilityLabel={`Switch ${isOn ? "off" : "on"} ${name}`}>
          {isOn ? "Switch off" : "Switch on"}
        </Button>
        <Button onClick={onEdit} accessibilityLabel={`Edit ${name}`}>
          Edit
        </Button>
      </InlineStack>
    </div>
  );
}
