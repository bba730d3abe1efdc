import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { listQueue } from "../../services/list-queue.ts";
import { listReasons, readGuideline } from "../../services/list-reasons.ts";
import { requirePage } from "../../services/who-is-acting.ts";
import { ActResult } from "../../ui/act-result.tsx";
import { Pager } from "../../ui/pager.tsx";
import { PhotoViewer, type Viewed } from "../../ui/photo-viewer.tsx";
import { QueueSearch } from "../../ui/queue-search.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useSelection } from "../../ui/use-selection.ts";
import { Wall } from "../../ui/wall.tsx";
import { ApproveDialog } from "./approve-dialog.tsx";
import { GuidelineDialog } from "./guideline-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { RejectDialog } from "./reject-dialog.tsx";
import { useWallKeys } from "./use-wall-keys.ts";
import { WallEmpty } from "./wall-empty.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, member } = await requirePage(request, "image_approval");
  const url = new URL(request.url);
  const words = url.searchParams.get("q") ?? undefined;
  const [list, reasons, guideline] = await Promise.all([
    listQueue({ shopId: shop.id, member, step: "photo_review", filters: { words }, after: url.searchParams.get("after") }),
    listReasons(shop.id),
    readGuideline(shop.id),
  ]);
  return json({ ...list, reasons, guideline, words: words ?? "" });
}

type Dialog = { kind: "approve" } | { kind: "reject"; reasonIndex: number | null } | { kind: "keys" } | { kind: "guideline" } | null;

export default function ImageApproval() {
  const { cards, count, next, reasons, guideline, words } = useLoaderData<typeof loader>();
  const { answer, isActing, act, undo } = useAct();
  const selection = useSelection(cards.map(({ itemId }) => itemId));
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const [dialog, setDialog] = useState<Dialog>(null);
  const selected = cards.filter(({ itemId }) => selection.has(itemId));
  const canApprove = selected.length > 0 && selected.every(({ actions }) => actions.includes("approve_photo"));
  const canReject = selected.length > 0 && selected.every(({ actions }) => actions.includes("reject_photo"));

  const open = (kind: "approve" | "reject", reasonIndex: number | null = null) => {
    if (kind === "approve" ? canApprove : canReject) setDialog(kind === "approve" ? { kind } : { kind, reasonIndex });
  };
  const cursor = useWallKeys({
    cards,
    isBusy: dialog !== null || viewed !== null,
    onOpen: (index) => setViewed({ card: index, photo: 0 }),
    onSelect: selection.toggle,
    onApprove: () => open("approve"),
    onReject: (reasonIndex) => open("reject", reasonIndex),
    onKeys: () => setDialog({ kind: "keys" }),
  });
  const close = () => setDialog(null);

  return (
    <Page
      fullWidth
      title="Image Approval"
      subtitle={count === 1 ? "1 photo waits for a decision" : `${count} photos wait for a decision`}
      primaryAction={{ content: "Approve", disabled: !canApprove, loading: isActing, onAction: () => open("approve") }}
      secondaryActions={[
        { content: "Reject", destructive: true, disabled: !canReject || isActing, onAction: () => open("reject") },
        { content: "Guideline", onAction: () => setDialog({ kind: "guideline" }) },
        { content: "Keys", accessibilityLabel: "Keyboard keys", onAction: () => setDialog({ kind: "keys" }) },
      ]}
    >
      <BlockStack gap="400">
        <ActResult answer={answer} onUndo={undo} isActing={isActing} />
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <QueueSearch words={words} label="Find an order, product or customer" />
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" tone="subdued">{`${selected.length} selected`}</Text>
            <Button onClick={selection.all} disabled={cards.length === 0}>Select all</Button>
            <Button onClick={selection.none} disabled={selected.length === 0}>Select none</Button>
          </InlineStack>
        </InlineStack>
        {cards.length === 0 ? <WallEmpty isFiltered={words !== ""} /> : null}
        <Wall
          cards={cards}
          isSelected={selection.has}
          onSelect={selection.select}
          onOpen={(index) => setViewed({ card: index, photo: 0 })}
          cursor={cursor}
          onAskCustomer={(itemId) => {
            selection.only(itemId);
            setDialog({ kind: "reject", reasonIndex: null });
          }}
        />
        <Pager next={next} />
      </BlockStack>
      {viewed ? <PhotoViewer cards={cards} viewed={viewed} onView={setViewed} onClose={() => setViewed(null)} /> : null}
      {dialog?.kind === "approve" ? (
        <ApproveDialog
          count={selected.length}
          onClose={close}
          onApprove={() => {
            act({ action: "approve_photo" }, selected);
            selection.none();
            close();
          }}
        />
      ) : null}
      {dialog?.kind === "reject" ? (
        <RejectDialog
          cards={selected}
          reasons={reasons}
          reasonIndex={dialog.reasonIndex}
          onClose={close}
          onReject={(rejection) => {
            act({ action: "reject_photo", ...rejection }, selected);
            selection.none();
            close();
          }}
        />
      ) : null}
      {dialog?.kind === "keys" ? <KeysDialog reasons={reasons} onClose={close} /> : null}
      {dialog?.kind === "guideline" ? <GuidelineDialog guideline={guideline} onClose={close} /> : null}
    </Page>
  );
}
