import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, InlineStack, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Command } from "../../domain/workflow/actions.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { listAssignees, readWho } from "../../services/team/list-assignees.ts";
import { listPhotosToCheck } from "../../services/screens/list-photos-to-check.ts";
import { listReasons, readGuideline } from "../../services/screens/list-reasons.ts";
import { requirePage } from "../who/staff.ts";
import { ActResult } from "../../ui/acts/act-result.tsx";
import { Inset } from "../../ui/pages/inset.tsx";
import { Notices } from "../../ui/pages/notice.tsx";
import { Pager } from "../../ui/lists/pager.tsx";
import { PhotoViewer, type Viewed } from "../../ui/files/photo-viewer.tsx";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";
import { useAct } from "../../ui/acts/use-act.ts";
import { useSelection } from "../../ui/lists/use-selection.ts";
import { Wall } from "../../ui/lists/wall.tsx";
import { WhoFilter } from "../../ui/lists/who-filter.tsx";
import { useKeptState } from "../../ui/frame/use-kept-state.ts";
import { useWallKeys } from "./use-wall-keys.ts";
import { WallBar } from "./wall-bar.tsx";
import { WallDialog, type Dialog } from "./wall-dialog.tsx";
import { WallEmpty } from "./wall-empty.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "image_approval");
  const url = new URL(request.url);
  const words = url.searchParams.get("q") ?? undefined;
  const [list, reasons, guideline, members] = await Promise.all([
    listPhotosToCheck({
      shopId: shop.id,
      actor,
      words,
      who: readWho(url.searchParams.get("who")),
      after: url.searchParams.get("after"),
    }),
    listReasons(shop.id),
    readGuideline(shop.id),
    listAssignees(shop.id, actor, "image_processor"),
  ]);
  return json({ ...list, isNarrowed: url.searchParams.has("who"), reasons, guideline, members, words: words ?? "" });
}

export const meta: MetaFunction = () => [{ title: "Image Approval · Proofline" }];

export default function ImageApproval() {
  const { cards, count, next, isNarrowed, sentBack, reasons, guideline, members, words } =
    useLoaderData<typeof loader>();
  const { answer, isActing, act, undo } = useAct();
  const selection = useSelection(cards.map(({ itemId }) => itemId));
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const [dialog, setDialog] = useKeptState<Dialog | null>("dialog", null);
  const selected = cards.filter(({ itemId }) => selection.has(itemId));
  const approvable = selected.filter(({ actions }) => actions.includes("approve_photo"));
  const rejectable = selected.filter(({ actions }) => actions.includes("reject_photo"));

  // Without a selection the card at hand is meant: the one the arrows stand on, or the one in full screen.
  const open = (asked: Dialog, atHand: number | null = null) => {
    const meant = selected.length > 0 || atHand === null ? selected : cards.slice(atHand, atHand + 1);
    // Whoever may not reject has no say here at all; an item without a readable photo can at least be rejected.
    if (!meant.some(({ actions }) => actions.includes("reject_photo"))) return;
    if (selected.length === 0) selection.only(meant[0]!.itemId);
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
  const finish = (command: Command, targets: readonly ItemCard[]) => {
    act(command, targets);
    selection.none();
    setDialog(null);
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
        <Notices>
          <ActResult answer={answer} onUndo={undo} isActing={isActing} />
        </Notices>
        <Inset>
          <InlineStack gap="300" align="space-between" blockAlign="center">
            <QueueSearch words={words} label="Find an order, product or file name" />
            <WhoFilter label="Image processor" members={members} />
          </InlineStack>
        </Inset>
        {cards.length === 0 ? (
          <WallEmpty isFiltered={words !== "" || isNarrowed} />
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
        {cards.length > 0 && !cards.some(({ actions }) => actions.includes("reject_photo")) ? (
          <Inset>
            <Text as="p" tone="subdued">
              You may look at these photos. Each is decided by the image processor whom its order is assigned to.
            </Text>
          </Inset>
        ) : null}
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
      {dialog ? (
        <WallDialog
          dialog={dialog}
          approvable={approvable}
          rejectable={rejectable}
          left={rejectable.length - approvable.length}
          reasons={reasons}
          guideline={guideline}
          onAct={finish}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Page>
  );
}
