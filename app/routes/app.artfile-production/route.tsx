import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate, useRevalidator } from "@remix-run/react";
import { BlockStack, Card, EmptyState, InlineStack, Page, Tabs } from "@shopify/polaris";
import { useState } from "react";
import type { ActAnswer } from "../../domain/acting/acts-line.ts";
import { ARTWORK_TAB_WORDS, isArtworkTab } from "../../domain/screens/artwork-tabs.ts";
import { countWords } from "../../domain/words/counts.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { assignUpload, dropUpload } from "../../services/artfiles/assign-upload.ts";
import { commitArtfiles } from "../../services/artfiles/commit-artfiles.ts";
import { readWho } from "../../services/team/list-assignees.ts";
import { listArtwork } from "../../services/screens/list-artwork.ts";
import { readArtworkPost } from "../../services/artfiles/read-artwork-post.ts";
import { reassignOrder } from "../../services/team/reassign-order.ts";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
import { DownloadLink } from "../../ui/files/download-link.tsx";
import { Inset } from "../../ui/pages/inset.tsx";
import { Pager } from "../../ui/lists/pager.tsx";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";
import { useAct } from "../../ui/acts/use-act.ts";
import { WhoFilter } from "../../ui/lists/who-filter.tsx";
import { ArtworkCard } from "./artwork-card.tsx";
import { DropFiles } from "./drop-files.tsx";
import { UploadPanel } from "./upload-panel.tsx";
import { useArtworkPost } from "./use-artwork-post.ts";
import { useUploads } from "./use-uploads.ts";
import { useLive } from "../../ui/pages/use-live.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "artfile_production");
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("tab");
  const tab = isArtworkTab(asked) ? asked : "new";
  const words = searchParams.get("q") ?? "";
  return json({
    ...(await listArtwork({
      shopId: shop.id,
      actor,
      tab,
      words,
      who: readWho(searchParams.get("who")),
      after: searchParams.get("after"),
    })),
    tab,
    words,
    isNarrowed: words !== "" || searchParams.has("who"),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "artfile_production");
  const form = await request.formData();
  const posted = readArtworkPost(Object.fromEntries(form));
  if ("wrong" in posted) return json<ActAnswer>({ kind: "wrong", sentence: posted.wrong }, 400);
  const who = { shopId: shop.id, actor };
  if (posted.intent === "update") {
    const { outcome } = await commitArtfiles({
      ...who,
      actId: posted.actId,
      olderPhotoAccepted: posted.olderPhotoAccepted.split(","),
      replacing: posted.replacing.split(","),
    });
    return json<ActAnswer>({ kind: "act", outcome });
  }
  return answerForm(form, who, async () => {
    const answer =
      posted.intent === "assign_upload"
        ? await assignUpload({ ...who, ...posted })
        : posted.intent === "drop_upload"
          ? await dropUpload({ ...who, ...posted })
          : await reassignOrder({ ...who, orderId: posted.orderId, role: "artist", memberId: posted.memberId });
    if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
    return { said: DONE[posted.intent], isRefused: false };
  });
}

const DONE = {
  assign_upload: "The file is with its item. Update hands it in.",
  drop_upload: "The file is removed.",
  give_to: "The order changed hands.",
};

export const meta: MetaFunction = () => [{ title: "Artfile Production · Proofline" }];

export default function ArtfileProduction() {
  const { cards, next, uploads, artists, reasons, tabs, tab, words, isNarrowed, downloadAll } =
    useLoaderData<typeof loader>();
  const acts = useAct();
  useLive(["artwork"]);
  const own = useArtworkPost();
  const revalidator = useRevalidator();
  const navigate = useNavigate();
  const sending = useUploads(() => revalidator.revalidate());
  const [accepted, setAccepted] = useState<string[]>([]);
  const [replacing, setReplacing] = useState<string[]>([]);
  const ready = uploads.filter(
    ({ state, isReplacement, item }) =>
      state === "matched" && (!isReplacement || (item && replacing.includes(item.itemId))),
  );
  const isBusy = own.isPosting;
  return (
    <Page
      title="Artfile Production"
      primaryAction={{
        content: ready.length > 0 ? `Update (${ready.length})` : "Update",
        disabled: ready.length === 0 || isBusy,
        loading: own.isUpdating,
        helpText: "Hands in every matched file.",
        onAction: () =>
          own.post({
            intent: "update",
            actId: crypto.randomUUID(),
            olderPhotoAccepted: accepted.join(","),
            replacing: replacing.join(","),
          }),
      }}
    >
      <DropFiles onFiles={sending.add} />
      <BlockStack gap="400">
        <UploadPanel
          arriving={sending.arriving}
          unfinished={sending.unfinished}
          uploads={uploads}
          accepted={accepted}
          replacing={replacing}
          isBusy={isBusy}
          onFiles={sending.add}
          onRetry={sending.retry}
          onCancel={sending.cancel}
          onForget={sending.forget}
          onAccept={(itemId, isAccepted) => setAccepted((all) => ticked(all, itemId, isAccepted))}
          onReplace={(itemId, isReplacing) => setReplacing((all) => ticked(all, itemId, isReplacing))}
          onAssign={(uploadId, itemId) => own.post({ intent: "assign_upload", uploadId, itemId })}
          onDrop={(uploadId) => own.post({ intent: "drop_upload", uploadId })}
        />
        <Tabs
          tabs={tabs.map((one) => ({
            id: one.tab,
            content: `${ARTWORK_TAB_WORDS[one.tab].name} (${countWords(one.count)})`,
          }))}
          selected={Math.max(
            0,
            tabs.findIndex((one) => one.tab === tab),
          )}
          onSelect={(index) => navigate(`?tab=${tabs[index]!.tab}`)}
        />
        <Inset>
          <InlineStack gap="300" align="space-between" blockAlign="center">
            <QueueSearch words={words} label="Find an order, product or file name" />
            {tab === "waiting" ? null : <WhoFilter label="Artist" members={artists} />}
            {downloadAll ? <DownloadLink href={downloadAll.address}>{downloadAll.words}</DownloadLink> : null}
          </InlineStack>
        </Inset>
        {cards.length === 0 ? (
          <Card>
            <EmptyState heading={isNarrowed ? "No item matches" : ARTWORK_TAB_WORDS[tab].empty} image="">
              <p>
                {isNarrowed
                  ? "Clear the search and choose everybody to see the whole list."
                  : ARTWORK_TAB_WORDS[tab].comes}
              </p>
            </EmptyState>
          </Card>
        ) : null}
        {cards.map((card) => (
          <ArtworkCard
            key={`${card.itemId}-${card.changeCount}`}
            card={card}
            artists={artists}
            reasons={reasons}
            isPosting={isBusy}
            onAct={(command) => acts.act(command, [card])}
            onGive={(memberId) => own.post({ intent: "give_to", orderId: card.orderId, memberId })}
          />
        ))}
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}

function ticked(all: string[], itemId: string, isTicked: boolean): string[] {
  return isTicked ? [...all, itemId] : all.filter((id) => id !== itemId);
}
