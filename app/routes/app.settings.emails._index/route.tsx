import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { setEmails, showEmailSettings } from "../../services/emails/set-emails.ts";
import { useForm } from "../../ui/acts/use-form.ts";
import { Remark } from "../../ui/pages/remark.tsx";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
import { edited, posted, problemIn, type EditedEmails } from "./edited.ts";
import { EmailsCard } from "./emails-card.tsx";
import { LookCard } from "./look-card.tsx";
import { TimesCard } from "./times-card.tsx";

export const meta: MetaFunction = () => [{ title: "Email Templates · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requirePage(request, "email_templates");
  return json(await showEmailSettings(shop.id));
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "email_templates");
  const by = { shopId: shop.id, actor };
  const form = await request.formData();
  const seen = form.has("seen") ? { seen: readJson(form.get("seen")) } : {};
  return answerForm(form, by, () => setEmails({ settings: readJson(form.get("settings")), ...seen }, by));
}

function readJson(text: FormDataEntryValue | null): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

export default function EmailTemplatesPage() {
  const { settings, timeZone, ownWords } = useLoaderData<typeof loader>();
  const saving = useForm();
  const saved = edited(settings);
  const text = JSON.stringify(saved);
  const [{ form, base }, setEditing] = useState({ form: saved, base: saved });
  const isChanged = JSON.stringify(form) !== text;
  const isMine = saving.said !== undefined && !saving.said.isRefused;
  useEffect(() => {
    const now = JSON.parse(text) as EditedEmails;
    // What was saved from here, or was not touched, follows; what somebody is changing stays.
    setEditing((editing) =>
      isMine || JSON.stringify(editing.form) === JSON.stringify(editing.base)
        ? { form: now, base: now }
        : saving.said?.isOutdated
          ? { ...editing, base: now }
          : editing,
    );
  }, [text, isMine, saving.said]);
  const problem = problemIn(form);
  const set = (part: Partial<EditedEmails>) => setEditing({ form: { ...form, ...part }, base });
  const save = () =>
    saving.send("Save the emails", {
      intent: "save",
      settings: JSON.stringify(posted(form)),
      seen: JSON.stringify(posted(base)),
    });
  const discard = () => {
    if (saving.said?.isOutdated) saving.putAway();
    setEditing({ form: saved, base: saved });
  };
  return (
    <Page title="Email Templates" subtitle="What your customers are written, when, and in whose words.">
      <SaveBar id="email-templates" open={isChanged}>
        <button variant="primary" loading={saving.isBusy ? "" : undefined} disabled={problem !== null} onClick={save}>
          Save
        </button>
        <button onClick={discard}>Discard</button>
      </SaveBar>
      <BlockStack gap="400">
        {problem && isChanged ? <Remark tone="warning">{problem}</Remark> : null}
        <EmailsCard form={form} ownWords={ownWords} onChange={set} />
        <TimesCard form={form} timeZone={timeZone} onChange={set} />
        <LookCard form={form} onChange={set} />
      </BlockStack>
    </Page>
  );
}
