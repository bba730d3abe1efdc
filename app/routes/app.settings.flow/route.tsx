import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { Said } from "../../domain/words/said.ts";
import { changeReasons } from "../../services/shop/change-reasons.ts";
import { readFlowSettings, saveFlowSettings } from "../../services/shop/flow-settings.ts";
import { readStoreFacts } from "../../services/screens/store-facts.ts";
import { listReasons } from "../../services/screens/list-reasons.ts";
import { requirePage } from "../who/staff.ts";
import { Notices } from "../../ui/pages/notice.tsx";
import { SaidBanner } from "../../ui/pages/notices.tsx";
import { BlocksCard } from "./blocks-card.tsx";
import { FlowCard } from "./flow-card.tsx";
import { GuidelineCard } from "./guideline-card.tsx";
import { HoursCard } from "./hours-card.tsx";
import { readReasonPost, readSettingsPost } from "./read-post.ts";
import { ReasonsCard } from "./reasons-card.tsx";
import { StoreCard } from "./store-card.tsx";
import { edited, isWhole, posted } from "./edited.ts";

export const meta: MetaFunction = () => [{ title: "Order flow settings · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requirePage(request, "flow_settings");
  const [settings, reasons, store] = await Promise.all([
    readFlowSettings(shop.id),
    listReasons(shop.id),
    readStoreFacts(shop.id),
  ]);
  return json({ settings, reasons, store });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "flow_settings");
  const by = { shopId: shop.id, actor };
  if (request.headers.get("Content-Type")?.startsWith("application/json")) {
    const settings = readSettingsPost(await request.json());
    return json("wrong" in settings ? no(settings.wrong) : await saveFlowSettings(settings, by));
  }
  const asked = readReasonPost(await request.formData());
  return json("wrong" in asked ? no(asked.wrong) : await changeReasons(asked, by));
}

function no(said: string): Said {
  return { said, isRefused: true };
}

export default function FlowSettingsPage() {
  const { settings, reasons, store } = useLoaderData<typeof loader>();
  const saving = useFetcher<Said>();
  const saved = edited(settings);
  const [form, setForm] = useState(saved);
  const isChanged = JSON.stringify(form) !== JSON.stringify(saved);
  const savedText = JSON.stringify(saved);
  // What the server has now is what the form goes on from, after a save as after a discard.
  useEffect(() => setForm(JSON.parse(savedText) as typeof saved), [savedText, saving.data]);
  return (
    <Page
      title="Order flow settings"
      subtitle="Each order keeps the flow it came in with. Changes apply to new orders, unless you ask for more."
    >
      <SaveBar id="flow-settings" open={isChanged}>
        <button
          variant="primary"
          loading={saving.state === "idle" ? undefined : ""}
          disabled={!isWhole(form)}
          onClick={() => saving.submit(posted(form), { method: "post", encType: "application/json" })}
        >
          Save
        </button>
        <button onClick={() => setForm(saved)}>Discard</button>
      </SaveBar>
      <BlockStack gap="400">
        <Notices>
          <SaidBanner said={saving.data} />
        </Notices>
        <FlowCard form={form} onChange={(part) => setForm({ ...form, ...part })} />
        <HoursCard hours={form.hours} onChange={(hours) => setForm({ ...form, hours })} />
        <GuidelineCard guideline={form.guideline} onChange={(guideline) => setForm({ ...form, guideline })} />
        <ReasonsCard reasons={reasons} />
        <BlocksCard />
        <StoreCard store={store} />
      </BlockStack>
    </Page>
  );
}
