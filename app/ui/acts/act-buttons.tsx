import type { Reason } from "../../domain/shop/reasons.ts";
import { ActionList, Button, InlineStack, Popover } from "@shopify/polaris";
import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import type { Action, Command } from "../../domain/workflow/actions.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { useKeptState } from "../frame/use-kept-state.ts";
import { askOf } from "./act-asks.ts";
import { ArtfileDialog } from "./artfile-dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import { isForCustomer, labelOf, offeredActions } from "./offered-actions.ts";
import { PhotoDialog } from "./photo-dialog.tsx";
import { PlaceDialog } from "./place-dialog.tsx";
import { RejectDialog } from "./reject-dialog.tsx";
import { useAct } from "./use-act.ts";

type Props = {
  card: ItemCard;
  /** Only these, when given. */
  only?: readonly Action[];
  reasons: readonly Reason[];
  onAct: (command: Command, targets: readonly ItemCard[]) => void;
  onFiles: (door: string, fields: FormData) => void;
};

/** The buttons of what the member may do with an item now, with the dialog that each asks by. */
export function ActButtons({ card, only, reasons, onAct, onFiles }: Props) {
  const isBusy = useAct().isBusy(card);
  const [asking, setAsking] = useKeptState<Action | null>(`asking ${card.itemId} ${only ?? ""}`, null);
  const [isOpen, setIsOpen] = useState(false);
  const navigate = useNavigate();
  const { main, aside } = offeredActions(card, only);
  const name = `${card.orderName} item ${card.itemNumber}`;
  const label = (action: Action) => labelOf(card, action);
  const start = (action: Action) => {
    const ask = askOf(action);
    setIsOpen(false);
    if (ask.kind === "nothing") onAct(ask.command, [card]);
    else if (ask.kind === "page") navigate(`${ask.path}?q=${encodeURIComponent(card.orderName)}`);
    else setAsking(action);
  };
  const close = () => setAsking(null);
  const act = (command: Command) => {
    close();
    onAct(command, [card]);
  };
  const send = (door: string, fields: FormData) => {
    close();
    onFiles(door, fields);
  };
  const ask = asking ? askOf(asking) : null;
  return (
    <InlineStack gap="200" align="start">
      {main.map((action, at) => (
        <Button
          key={action}
          variant={at === 0 && !isForCustomer(card, action) ? "primary" : undefined}
          disabled={isBusy}
          onClick={() => start(action)}
          accessibilityLabel={`${label(action)}: ${name}`}
        >
          {label(action)}
        </Button>
      ))}
      {aside.length > 0 ? (
        <Popover
          active={isOpen}
          onClose={() => setIsOpen(false)}
          activator={
            <Button
              disclosure
              disabled={isBusy}
              onClick={() => setIsOpen(!isOpen)}
              accessibilityLabel={`More actions: ${name}`}
            >
              More
            </Button>
          }
        >
          <ActionList
            actionRole="menuitem"
            items={aside.map((action) => ({
              content: label(action),
              onAction: () => start(action),
            }))}
          />
        </Popover>
      ) : null}
      {ask?.kind === "note" ? (
        <NoteDialog
          title={`${ask.title}: ${name}`}
          label={ask.label}
          isRequired={ask.isRequired}
          confirm={label(asking!)}
          onClose={close}
          tick={ask.tick}
          onConfirm={(note, isTicked) => act(ask.command(note, isTicked))}
        />
      ) : null}
      {ask?.kind === "rejection" ? (
        <RejectDialog
          cards={[card]}
          reasons={reasons}
          reasonIndex={null}
          onClose={close}
          onReject={(rejection) => act({ action: "reject_photo", ...rejection })}
        />
      ) : null}
      {ask?.kind === "step" ? <MoveDialog title={`Move ${name}`} items={[card]} onClose={close} onMove={act} /> : null}
      {ask?.kind === "place" ? <PlaceDialog card={card} onClose={close} onPlace={act} /> : null}
      {ask?.kind === "photo" ? <PhotoDialog card={card} onClose={close} onSend={send} /> : null}
      {ask?.kind === "artfile" ? <ArtfileDialog card={card} onClose={close} onSend={send} /> : null}
    </InlineStack>
  );
}
