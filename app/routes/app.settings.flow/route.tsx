import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { FormAnswer } from "../../domain/words/said.ts";
import { tellReasons } from "../../services/shop/change-reasons.ts";
import { removePicture } from "../../services/shop/remove-picture.ts";
import { readFlowSettings, saveFlowSettings, showFollowing } from "../../services/shop/flow-settings.ts";
import { showDueFiles } from "../../services/upkeep/retire-files.ts";
import { readStoreFacts } from "../../services/screens/store-facts.ts";
import { countTeam } from "../../services/team/list-team.ts";
import { listPictures } from "../../services/screens/list-pictures.ts";
import { listAllReasons } from "../../services/screens/list-reasons.ts";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
import { useForm } from "../../ui/acts/use-form.ts";
import { BlocksCard } from "./blocks-card.tsx";
import { FlowCard } from "./flow-card.tsx";
import { Following } from "./following.tsx";
import { GuidelineCard } from "./guideline-card.tsx";
import { HoursCard } from "./hours-card.tsx";
import { readReasonPost, readSettingsPost } from "./read-post.ts";
import { ReasonsCard } from "./reasons-card.tsx";
import { ResendCard } from "./resend-card.tsx";
import { RetentionCard } from "./retention-card.tsx";
import { StoreCard } from "./store-card.tsx";
import { edited, followed, isWhole, posted, type EditedSettings, type Editing } from "./edited.ts";

export const meta: MetaFunction = () => [{ title: "Order flow settings · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "flow_settings");
  const { memberId } = actor;
  const [settings, reasons, pictures, store, following, due, counts] = await Promise.all([
    readFlowSettings(shop.id),
    listAllReasons(shop.id),
    listPictures({ shopId: shop.id, installation: shop.installation, memberId }),
    readStoreFacts(shop.id),
    showFollowing(shop.id),
    showDueFiles(shop.id),
    countTeam(shop.id),
  ]);
  return json({ settings, reasons, pictures, store, following, due, counts });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "flow_settings");
  const by = { shopId: shop.id, actor };
  const form = await request.formData();
  return answerForm(form, by, async () => {
    if (form.get("intent") === "save") {
      const settings = readSettingsPost(form);
      return "wrong" in settings ? no(settings.wrong) : saveFlowSettings(settings, by);
    }
    const asked = readReasonPost(form);
    if ("wrong" in asked) return no(asked.wrong);
    return asked.intent === "remove_picture" ? removePicture({ ...by, ...asked }) : tellReasons(asked, by);
  });
}

function no(said: string): FormAnswer {
  return { said, isRefused: true };
}

export default function FlowSettingsPage() {
  const { settings, reasons, pictures, store, following, due, counts } = useLoaderData<typeof loader>();
  const saving = useForm();
  const saved = edited(settings);
  const text = JSON.stringify(saved);
  const [{ form, base }, setEditing] = useState<Editing>({ form: saved, base: saved });
  const setForm = (to: EditedSettings) => setEditing({ form: to, base });
  const [sent, setSent] = useState<EditedSettings | null>(null);
  const isChanged = JSON.stringify(form) !== JSON.stringify(saved);
  useSaved(saved, saving.isShown ? sent : null, setEditing);
  // Once it was said that somebody else has changed it, and the page shows what, saving again means it.
  const told = useRef<FormAnswer>();
  useEffect(() => {
    if (!saving.said?.isOutdated || told.current === saving.said || text === JSON.stringify(base)) return;
    told.current = saving.said;
    setEditing((now) => ({ ...now, base: JSON.parse(text) as EditedSettings }));
  }, [saving.said, text, base]);
  const save = () => {
    // The sentence that asked for this, or for "Discard", has had its answer.
    if (saving.said?.isOutdated) saving.putAway();
    setSent(form);
    saving.send("Save the order flow settings", {
      intent: "save",
      settings: JSON.stringify(posted(form)),
      seen: JSON.stringify(posted(base)),
    });
  };
  const discard = () => {
    if (saving.said?.isOutdated) saving.putAway();
    setEditing({ form: saved, base: saved });
  };
  return (
    <Page
      title="Order flow settings"
      subtitle="Each order keeps the flow it came in with. Changes apply to new orders, unless you ask for more."
    >
      <SaveBar id="flow-settings" open={isChanged}>
        <button variant="primary" loading={saving.isBusy ? "" : undefined} disabled={!isWhole(form)} onClick={save}>
          Save
        </button>
        <button onClick={discard}>Discard</button>
      </SaveBar>
      <BlockStack gap="400">
        {following ? <Following following={following} /> : null}
        <FlowCard form={form} counts={counts} onChange={(part) => setForm({ ...form, ...part })} />
        <HoursCard hours={form.hours} onChange={(hours) => setForm({ ...form, hours })} />
        <ResendCard resendAfter={form.resendAfter} onChange={(resendAfter) => setForm({ ...form, resendAfter })} />
        <RetentionCard
          retention={form.retention}
          saved={saved.retention}
          due={due}
          onChange={(retention) => setForm({ ...form, retention })}
        />
        <GuidelineCard
          guideline={form.guideline}
          pictures={pictures.filter(({ place }) => place === "guideline")}
          onChange={(guideline) => setForm({ ...form, guideline })}
        />
        <ReasonsCard reasons={reasons} pictures={pictures} />
        <BlocksCard />
        <StoreCard store={store} />
      </BlockStack>
    </Page>
  );
}

/**
 * What the server has now is what the form goes on from; what somebody has changed here since stands there, unsaved.
 * `done`: what was sent, once it is saved and read anew.
 */
function useSaved(
  saved: EditedSettings,
  done: EditedSettings | null,
  setEditing: (change: (editing: Editing) => Editing) => void,
): void {
  const text = JSON.stringify(saved);
  useEffect(() => {
    const now = JSON.parse(text) as EditedSettings;
    setEditing((editing) =>
      JSON.stringify(editing.form) === JSON.stringify(done) ? { form: now, base: now } : followed(editing, now),
    );
  }, [text, done, setEditing]);
}
