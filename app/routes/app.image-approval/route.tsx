import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, InlineStack, Page, Text } from "@shopify/polaris";
import { useMemo, useState } from "react";
import { canBeSeen } from "../../domain/acting/seen.ts";
import type { PickedItem } from "../../domain/acting/picked-item.ts";
import { countWords } from "../../domain/words/counts.ts";
import type { Command } from "../../domain/workflow/actions.ts";
import { readWho } from "../../services/team/list-assignees.ts";
import { setAsksFirst } from "../../services/team/set-asks-first.ts";
import { listPhotosToCheck } from "../../services/screens/list-photos-to-check.ts";
import { wallFacts } from "../../services/screens/list-reasons.ts";
import { requirePage } from "../who/staff.ts";
import { Inset } from "../../ui/pages/inset.tsx";
import { Pager } from "../../ui/lists/pager.tsx";
import { PhotoViewer, type Viewed } from "../../ui/files/photo-viewer.tsx";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";
import { useAct, type WholeList } from "../../ui/acts/use-act.ts";
import { usePicked } from "../../ui/lists/use-picked.ts";
import { WhoFilter } from "../../ui/lists/who-filter.tsx";
import { useKeptState } from "../../ui/frame/use-kept-state.ts";
import { useAsksFirst } from "./use-asks-first.ts";
import { useWallKeys } from "./use-wall-keys.ts";
import { nextOpen, useWorklist } from "./use-worklist.ts";
import { Wall } from "./wall.tsx";
import { WallBar } from "./wall-bar.tsx";
import { WallDialog, type Dialog } from "./wall-dialog.tsx";
import { WallEmpty } from "./wall-empty.tsx";
import { useLive } from "../../ui/pages/use-live.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor, member } = await requirePage(request, "image_approval");
  const url = new URL(request.url);
  const words = url.searchParams.get("q") ?? undefined;
  const [list, facts] = await Promise.all([
    listPhotosToCheck({
      shopId: shop.id,
      actor,
      words,
      who: readWho(url.searchParams.get("who")),
      after: url.searchParams.get("after"),
      isLong: url.searchParams.get("show") === "more",
    }),
    wallFacts(shop.id, actor, "image_processor"),
  ]);
  const isNarrowed = url.searchParams.has("who");
  return json({
    ...list,
    isNarrowed,
    ...facts,
    words: words ?? "",
    asksFirst: !member.approvesAtOnce,
  });
}

/** Keeps how the member likes to approve. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "image_approval");
  const form = await request.formData();
  await setAsksFirst({ shopId: shop.id, actor, asksFirst: form.get("asksFirst") !== "no" });
  return json({ said: "", isRefused: false });
}

export const meta: MetaFunction = () => [{ title: "Image Approval · Proofline" }];

export default function ImageApproval() {
  const list = useLoaderData<typeof loader>();
  const { cards, count, next, seenAt, isNarrowed, sentBack, reasons, guideline, pictures, members, words } = list;
  const [params] = useSearchParams();
  const narrowed = `${params.get("q") ?? ""} ${params.get("who") ?? ""}`;
  const acts = useAct();
  useLive(["photo_review"]);
  const { placed, drop } = useWorklist({
    cards,
    list: `${narrowed} ${params.get("after") ?? ""} ${params.get("show") ?? ""}`,
    isOnItsWay: acts.isOnItsWay,
    isDecided: acts.isDecided,
  });
  const open = useMemo(() => placed.filter(({ state }) => state === "open").map(({ card }) => card), [placed]);
  const picked = usePicked(narrowed, open);
  const [asksFirst, setAsksFirst] = useAsksFirst(list.asksFirst);
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const [dialog, setDialog] = useKeptState<Dialog | null>("dialog", null);

  const known = (itemId: string) =>
    open.find((card) => card.itemId === itemId) ?? picked.items.find((item) => item.itemId === itemId);
  const ask = (asked: Extract<Dialog, { itemIds: readonly string[] }>) => {
    const items = asked.itemIds.flatMap((itemId) => known(itemId) ?? []);
    // Whoever may not reject has no say here at all; an item without a readable photo can at least be rejected.
    if (!items.some(({ actions }) => actions.includes("reject_photo"))) return;
    const [only] = items;
    const isPlain = items.length === 1 && only!.actions.includes("approve_photo") && canBeSeen(only!);
    if (asked.kind === "approve" && isPlain && !asksFirst) finish({ action: "approve_photo" }, items);
    else setDialog(asked);
  };
  const [q, who] = [params.get("q") ?? "", params.get("who") ?? ""];
  const whole: WholeList | null = picked.whole && { step: "photo_review", q, who, ...picked.whole };
  const mayDecide = open.some(({ actions }) => actions.includes("reject_photo"));
  // With a selection the selection is meant, without one the card in hand; in full screen it is the picture shown.
  const meant = (itemId: string | null, isShown = false) => {
    if (!isShown && picked.items.length > 0) return picked.items.map((item) => item.itemId);
    return itemId === null ? [] : [itemId];
  };
  const view = (itemId: string | null) => {
    const hasPhotos = open.some((card) => card.itemId === itemId && card.photos.length > 0);
    setViewed(itemId !== null && hasPhotos ? { itemId, photo: 0 } : null);
  };
  const finish = (command: Command, targets: readonly PickedItem[]) => {
    acts.act(command, targets);
    const acted = new Set(targets.map(({ itemId }) => itemId));
    if (picked.items.some(({ itemId }) => acted.has(itemId))) picked.none();
    setDialog(null);
    const from = viewed?.itemId ?? cursor.itemId;
    // The ring stays on what was not decided.
    const to = from !== null && !acted.has(from) ? from : nextOpen(placed, from, acted);
    cursor.put(to);
    if (viewed) view(to);
  };
  const approve = (itemId: string | null) => {
    if (!whole) ask({ kind: "approve", itemIds: meant(itemId) });
    else if (mayDecide) setDialog({ kind: "approve_list", list: whole });
  };
  const reject = (reasonIndex: number | null, itemId: string | null) => {
    if (!whole) ask({ kind: "reject", reasonIndex, itemIds: meant(itemId) });
    else if (mayDecide) setDialog({ kind: "reject_list", reasonIndex, list: whole });
  };
  const finishList = (command: Command, list: WholeList, title: string) => {
    acts.actOnList(command, list, title);
    picked.none();
    setDialog(null);
  };
  const cursor = useWallKeys({
    placed,
    isBusy: dialog !== null || viewed !== null,
    onOpen: view,
    onSelect: picked.toggle,
    onApprove: approve,
    onReject: reject,
    onKeys: () => setDialog({ kind: "keys" }),
  });
  const isEmpty = cards.length === 0 && open.length === 0;
  // Decided elsewhere while it was looked at.
  if (viewed && !open.some(({ itemId }) => itemId === viewed.itemId)) setViewed(null);

  return (
    <Page
      fullWidth
      title="Image Approval"
      subtitle={count === 1 ? "1 item waits for a decision" : `${countWords(count)} items wait for a decision`}
      secondaryActions={[
        { content: "Guideline", onAction: () => setDialog({ kind: "guideline" }) },
        { content: "Keys", accessibilityLabel: "Keyboard keys", onAction: () => setDialog({ kind: "keys" }) },
      ]}
    >
      <BlockStack gap="400">
        <Inset>
          <InlineStack gap="300" align="space-between" blockAlign="center">
            <QueueSearch words={words} label="Find an order, product or file name" />
            <WhoFilter label="Image processor" members={members} />
          </InlineStack>
        </Inset>
        {isEmpty ? (
          <WallEmpty isFiltered={words !== "" || isNarrowed} />
        ) : (
          <WallBar
            selected={picked.items.length}
            selectedHere={open.filter(({ itemId }) => picked.has(itemId)).length}
            matching={next !== null || params.has("after") ? count : null}
            countHere={open.length}
            whole={picked.whole?.total ?? null}
            onAll={() => picked.add(open)}
            onAllMatching={() => picked.all({ seenAt, total: count })}
            onNone={picked.none}
            onApprove={() => approve(null)}
            onReject={() => reject(null, null)}
          />
        )}
        {open.length > 0 && !mayDecide ? (
          <Inset>
            <Text as="p" tone="subdued">
              You may look at these photos. Each is decided by the image processor whom its order is assigned to.
            </Text>
          </Inset>
        ) : null}
        <Inset>
          <Wall
            placed={isEmpty ? [] : placed}
            remarks={sentBack}
            isSelected={picked.has}
            onSelect={picked.select}
            onOpen={view}
            cursor={cursor}
            isBusy={dialog !== null || viewed !== null}
            onAskCustomer={({ itemId }) => ask({ kind: "reject", reasonIndex: null, itemIds: [itemId] })}
            onDrop={drop}
          />
        </Inset>
        <Pager next={next} />
        {next !== null && !params.has("show") ? (
          <InlineStack align="center">
            <Link to={`?${new URLSearchParams([...params, ["show", "more"]])}`}>Show up to 500 on one page</Link>
          </InlineStack>
        ) : null}
      </BlockStack>
      {viewed && dialog === null ? (
        <PhotoViewer
          cards={open}
          viewed={viewed}
          onView={setViewed}
          onClose={() => {
            cursor.put(viewed.itemId);
            setViewed(null);
          }}
          choices={{
            isSelected: picked.has(viewed.itemId),
            onSelect: () => picked.toggle(viewed.itemId),
            onApprove: () => ask({ kind: "approve", itemIds: meant(viewed.itemId, true) }),
            onReject: (reasonIndex) => ask({ kind: "reject", reasonIndex, itemIds: meant(viewed.itemId, true) }),
          }}
        />
      ) : null}
      {dialog ? (
        <WallDialog
          dialog={dialog}
          items={"itemIds" in dialog ? dialog.itemIds.flatMap((itemId) => known(itemId) ?? []) : []}
          reasons={reasons}
          guideline={guideline}
          pictures={pictures}
          asksFirst={asksFirst}
          onAsksFirst={setAsksFirst}
          onAct={finish}
          whoName={
            members.find(({ id }) => id === who)?.name ??
            (who === "" || who === "none" ? who || undefined : "somebody else")
          }
          onActOnList={finishList}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Page>
  );
}
