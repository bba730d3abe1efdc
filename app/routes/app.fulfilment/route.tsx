import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, EmptyState, InlineStack, Page, Select, Tabs } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { isUuid } from "../../domain/words/uuid.ts";
import { listFulfilment } from "../../services/fulfilment/list-fulfilment.ts";
import { requirePage } from "../who/staff.ts";
import { Inset } from "../../ui/pages/inset.tsx";
import { Notices } from "../../ui/pages/notice.tsx";
import { SaidBanner } from "../../ui/pages/notices.tsx";
import { Pager } from "../../ui/lists/pager.tsx";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";
import { useAct } from "../../ui/acts/use-act.ts";
import { useRefresh } from "../../ui/pages/use-refresh.ts";
import { useKeptState } from "../../ui/frame/use-kept-state.ts";
import { useSelection } from "../../ui/lists/use-selection.ts";
import { answerPost, type FulfilmentAnswer } from "./answer-post.ts";
import { FolderDialog, type FolderTask } from "./folder-dialog.tsx";
import { FulfilDialog } from "./fulfil-dialog.tsx";
import { OrderCard } from "./order-card.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { useLive } from "../../ui/pages/use-live.ts";

const PRINTER = {
  "": "Sent to the printer or not",
  no: "Not yet sent to the printer",
  yes: "Sent to the printer",
} as const;

export const meta: MetaFunction = () => [{ title: "Fulfilment Queue · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "fulfilment");
  const { searchParams } = new URL(request.url);
  const [words, folder, printer] = ["q", "folder", "printer"].map((name) => searchParams.get(name) ?? "") as [
    string,
    string,
    string,
  ];
  const filters = {
    words,
    folderId: folder === "none" || isUuid(folder) ? folder : undefined,
    isSentToPrinter: printer === "yes" ? true : printer === "no" ? false : undefined,
  };
  return json({
    ...(await listFulfilment({ shopId: shop.id, actor, filters, after: searchParams.get("after") })),
    words,
    folder,
    printer,
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "fulfilment");
  return json(await answerPost(await request.formData(), { shopId: shop.id, actor }));
}

export default function Fulfilment() {
  const { cards, next, folders, unsorted, all, words, folder, printer } = useLoaderData<typeof loader>();
  const { isActing, act } = useAct();
  useLive(["fulfilment"]);
  const posting = useFetcher<FulfilmentAnswer>();
  const selection = useSelection(cards.map(({ orderId }) => orderId));
  const [fulfilling, setFulfilling] = useKeptState<string | null>("fulfilling", null);
  const [folderTask, setFolderTask] = useState<FolderTask | null>(null);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  useRefresh(cards.some(({ asked }) => asked?.state === "asked"));
  const isBusy = isActing || posting.state !== "idle";

  const tabs = [{ id: "", name: "All", count: all }, { id: "none", name: "Not sorted", count: unsorted }, ...folders];
  const at = Math.max(
    0,
    tabs.findIndex(({ id }) => id === folder),
  );
  const current = folders.find(({ id }) => id === folder);
  const show = (name: string, value: string) => {
    const changed = new URLSearchParams(params);
    changed.delete("after");
    if (value) changed.set(name, value);
    else changed.delete(name);
    navigate(`?${changed}`);
  };
  const post = (fields: Record<string, string>) => posting.submit(fields, { method: "post" });
  const goesTo = posting.state === "idle" ? posting.data?.folderId : undefined;
  // Depends on the answer alone: a folder that was made is opened once, a deleted one is left once.
  useEffect(() => {
    if (goesTo !== undefined) show("folder", goesTo ?? "");
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [goesTo]);

  const selected = cards.filter(({ orderId }) => selection.has(orderId));
  const card = cards.find(({ orderId }) => orderId === fulfilling);
  return (
    <Page
      title="Fulfilment Queue"
      subtitle={all === 1 ? "1 order is here" : `${all} orders are here`}
      secondaryActions={[
        { content: "New folder", onAction: () => setFolderTask({ kind: "create" }) },
        ...(current
          ? [
              { content: "Rename folder", onAction: () => setFolderTask({ kind: "rename", folder: current }) },
              { content: "Delete folder", onAction: () => setFolderTask({ kind: "delete", folder: current }) },
            ]
          : []),
      ]}
    >
      <BlockStack gap="400">
        <Notices>
          <SaidBanner said={posting.data} />
        </Notices>
        <Tabs
          tabs={tabs.map(({ id, name, count }) => ({ id: id || "all", content: `${name} (${count})` }))}
          selected={at}
          onSelect={(index) => show("folder", tabs[index]!.id)}
        />
        <Inset>
          <InlineStack gap="300" blockAlign="center">
            <QueueSearch words={words} label="Find an order, product or customer" />
            <Select
              label="Printer"
              labelHidden
              options={Object.entries(PRINTER).map(([value, label]) => ({ value, label }))}
              value={printer}
              onChange={(value) => show("printer", value)}
            />
          </InlineStack>
        </Inset>
        {cards.length > 0 ? (
          <Inset>
            <SelectionBar
              cards={cards}
              selected={selected}
              folders={folders}
              selection={selection}
              isBusy={isBusy}
              onAct={act}
              onSort={(folderId) =>
                post({ intent: "sort", folderId, orderIds: selected.map(({ orderId }) => orderId).join(",") })
              }
            />
          </Inset>
        ) : null}
        {cards.length === 0 ? (
          <Card>
            <EmptyState
              heading={words || printer ? "No order matches" : "No order waits to be fulfilled here"}
              image=""
            >
              <p>
                {words || printer
                  ? "Clear the search and the filter to see all of them."
                  : "Orders come here when their artwork is approved."}
              </p>
            </EmptyState>
          </Card>
        ) : null}
        {cards.map((one) => (
          <OrderCard
            key={one.orderId}
            card={one}
            folderName={folders.find(({ id }) => id === one.folderId)?.name ?? null}
            isSelected={selection.has(one.orderId)}
            onSelect={() => selection.toggle(one.orderId)}
            isBusy={isBusy}
            onAct={act}
            onFulfil={() => setFulfilling(one.orderId)}
          />
        ))}
        <Pager next={next} />
      </BlockStack>
      {card ? (
        <FulfilDialog
          card={card}
          onClose={() => setFulfilling(null)}
          onConfirm={(fields) => {
            const targets = card.items
              .filter(({ actions }) => actions.includes("fulfil"))
              .map(({ itemId, changeCount }) => ({ itemId, changeCount }));
            post({ intent: "fulfil", actId: crypto.randomUUID(), targets: JSON.stringify(targets), ...fields });
            setFulfilling(null);
          }}
        />
      ) : null}
      {folderTask ? (
        <FolderDialog
          task={folderTask}
          onClose={() => setFolderTask(null)}
          onConfirm={(fields) => {
            post(fields);
            setFolderTask(null);
          }}
        />
      ) : null}
    </Page>
  );
}
