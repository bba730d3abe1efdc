import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import type { Command } from "../../domain/commands.ts";
import { listPhotosToCheck } from "../../services/list-photos-to-check.ts";
import { listReasons, readGuideline } from "../../services/list-reasons.ts";
import { requirePage } from "../../services/who-is-acting.ts";
import { ActResult } from "../../ui/act-result.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Pager } from "../../ui/pager.tsx";
import { PhotoViewer, type Viewed } from "../../ui/photo-viewer.tsx";
import { QueueSearch } from "../../ui/queue-search.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useSelection } from "../../ui/use-selection.ts";
import { Wall } from "../../ui/wall.tsx";
import { ApproveDialog } from "./approve-dialog.tsx";
import { GuidelineDialog } from "./guideline-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { RejectDialog } from "../../ui/reject-dialog.tsx";
import { useWallKeys } from "./use-wall-keys.ts";
import { WallBar } from "./wall-bar.tsx";
import { WallEmpty } from "./wall-empty.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, member } = await requirePage(request, "image_approval");
  const url = new URL(request.url);
  const words = url.searchParams.get("q") ?? undefined;
  const [list, reasons, guideline] = await Promise.all([
    listPhotosToCheck({ shopId: shop.id, member, words, after: url.searchParams.get("after") }),
    listReasons(shop.id),
    readGuideline(shop.id),
  ]);
  return json({ ...list, reasons, guideline, words: words ?? "" });
}

export const meta: MetaFunction = () => [{ title: "Image Approval · Proofline" }];

type Dialog = { kind: "approve" } | { kind: "reject"; reasonIndex: number | null } | { kind: "keys" } | { kind: "guideline" } | null;

export default function ImageApproval() {
  const { cards, count, next, sentBack, reasons, guideline, words } = useLoaderData<typeof loader>();
  const { answer, isActing, act, undo } = useAct();
  const selection = useSelection(cards.map(({ itemId }) => itemId));
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const [dialog, setDialog] = useState<Dialog>(null);
  const selected = cards.filter(({ itemId }) => selection.has(itemId));
  const approvable = selected.filter(({ actions }) => actions.includes("approve_photo"));
  const rejectable = selected.filter(({ actions }) => actions.includes("reject_photo"));

  // Without a selection the card at hand is meant: the one the arrows stand on, or the one in full screen.
  const open = (asked: NonNullable<Dialog>, atHand: number | null = null) => {
    const card = selected.length === 0 && atHand !== null ? cards[atHand] : undefined;
    if (card) selection.only(card.itemId);
    if (selected.length === 0 && !card) return;
    setViewed(null);
    setDialog(asked);
  };
  const cursor = useWallKeys({
    cards,
    isBusy: dialog !== null || viewed !== null,
    onOpen: (index) => setViewed({ card: index, photo: 0 }),
    onSelect: selection.toggle,
    onApprove: (index) => open({ kind: "approve" }, index),
    onReject: (reasonIndex, index) => open({ kind: "reject", reasonIndex }, index),
    onKeys: () => setDialog({ kind: "keys" }),
  });
  const close = () => setDialog(null);
  const finish = (command: Command, targets: typeof cards) => {
    act(command, targets);
    selection.none();
    close();
  };

  return (
    <Page
      fullWidth
      title="Image Approval"
      subtitle={count === 1 ? "1 item waits for a decision" : `${count} items wait for a decision`}
      secondaryActions={[
        { content: "Guideline", onAction: () => setDialog({ kind: "guideline" }) },
        { content: "Keys", accessibilityLabel: "Keyboard keys", onAction: () => setDialog({ kind: "keys" }) },
      ]}
    >
      <BlockStack gap="400">
        <ActResult answer={answer} onUndo={undo} isActing={isActing} />
        <Inset>
          <QueueSearch words={words} label="Find an order, product or customer" />
        </Inset>
        {cards.length === 0 ? (
          <WallEmpty isFiltered={words !== ""} />
        ) : (
          <WallBar
            selected={selected.length}
            canApprove={approvable.length > 0 && !isActing}
            canReject={rejectable.length > 0 && !isActing}
            onAll={selection.all}
            onNone={selection.none}
            onApprove={() => open({ kind: "approve" })}
            onReject={() => open({ kind: "reject", reasonIndex: null })}
          />
        )}
        <Inset>
          <Wall
            cards={cards}
            remarks={sentBack}
            isSelected={selection.has}
            onSelect={selection.select}
            onOpen={(index) => setViewed({ card: index, photo: 0 })}
            cursor={cursor}
            onAskCustomer={(itemId) => {
              selection.only(itemId);
              setDialog({ kind: "reject", reasonIndex: null });
            }}
          />
        </Inset>
        <Pager next={next} />
      </BlockStack>
      {viewed ? (
        <PhotoViewer
          cards={cards}
          viewed={viewed}
          onView={setViewed}
          onClose={() => setViewed(null)}
          choices={{
            isSelected: selection.has(cards[viewed.card]?.itemId ?? ""),
            onSelect: () => selection.toggle(cards[viewed.card]!.itemId),
            onApprove: () => open({ kind: "approve" }, viewed.card),
            onReject: (reasonIndex) => open({ kind: "reject", reasonIndex }, viewed.card),
          }}
        />
      ) : null}
      {dialog?.kind === "approve" ? (
        <ApproveDialog
          count={approvable.length}
          left={selected.length - approvable.length}
          onClose={close}
          onApprove={() => finish({ action: "approve_photo" }, approvable)}
        />
      ) : null}
      {dialog?.kind === "reject" ? (
        <RejectDialog
          cards={rejectable}
          reasons={reasons}
          reasonIndex={dialog.reasonIndex}
          onClose={close}
          onReject={(rejection) => finish({ action: "reject_photo", ...rejection }, rejectable)}
        />
      ) : null}
      {dialog?.kind === "keys" ? <KeysDialog reasons={reasons} onClose={close} /> : null}
      {dialog?.kind === "guideline" ? <GuidelineDialog guideline={guideline} onClose={close} /> : null}
    </Page>
  );
}
