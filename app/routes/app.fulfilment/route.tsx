import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, EmptyState, InlineStack, Page, Select, Tabs } from "@shopify/polaris";
import { useState } from "react";
import { countWords } from "../../domain/words/counts.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { listFulfilment } from "../../services/fulfilment/list-fulfilment.ts";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
import { Inset } from "../../ui/pages/inset.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { Pager } from "../../ui/lists/pager.tsx";
import { QueueSearch } from "../../ui/lists/queue-search.tsx";
import { useAct } from "../../ui/acts/use-act.ts";
import { useKeptState } from "../../ui/frame/use-kept-state.ts";
import { useSelection } from "../../ui/lists/use-selection.ts";
import { answerPost } from "./answer-post.ts";
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
  const form = await request.formData();
  const by = { shopId: shop.id, actor };
  return answerForm(form, by, () => answerPost(form, by));
}

export default function Fulfilment() {
  const { cards, next, folders, unsorted, all, words, folder, printer } = useLoaderData<typeof loader>();
  const { isBusy: isItemBusy, act } = useAct();
  useLive(["fulfilment"]);
  const selection = useSelection(cards.map(({ orderId }) => orderId));
  const [fulfilling, setFulfilling] = useKeptState<string | null>("fulfilling", null);
  const [folderTask, setFolderTask] = useState<FolderTask | null>(null);
  const [params] = useSearchParams();
  const navigate = useNavigate();
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
  const sorting = useForm();
  const isBusy = ({ items }: (typeof cards)[number]) => items.some(isItemBusy);

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
        <Tabs
          tabs={tabs.map(({ id, name, count }) => ({ id: id || "all", content: `${name} (${countWords(count)})` }))}
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
              isBusy={sorting.isBusy || selected.some(isBusy)}
              onAct={act}
              onSort={(folderId) =>
                sorting.send(selected.length === 1 ? "Sort 1 order" : `Sort ${selected.length} orders`, {
                  intent: "sort",
                  folderId,
                  orderIds: selected.map(({ orderId }) => orderId).join(","),
                })
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
            isBusy={isBusy(one)}
            onAct={act}
            onFulfil={() => setFulfilling(one.orderId)}
          />
        ))}
        <Pager next={next} />
      </BlockStack>
      {card ? <FulfilDialog card={card} onClose={() => setFulfilling(null)} /> : null}
      {folderTask ? (
        <FolderDialog
          task={folderTask}
          onClose={() => setFolderTask(null)}
          onDone={({ folderId }) => {
            setFolderTask(null);
            // A folder that was made is opened, a deleted one is left.
            if (folderId !== undefined) show("folder", folderId ?? "");
          }}
        />
      ) : null}
    </Page>
  );
}
