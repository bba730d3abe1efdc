import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { EMAIL_KINDS, EMAIL_NAMES, type EmailKind } from "../../domain/words/emails.ts";
import { LOCALES, type Locale } from "../../domain/words/locales.ts";
import { resetTexts, restoreTexts, saveTexts, showTexts } from "../../services/emails/edit-texts.ts";
import { listVariables } from "../../services/emails/list-variables.ts";
import { ordersToShow, previewTexts, sendTest } from "../../services/emails/try-texts.ts";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
import { EmailEditor } from "./email-editor.tsx";
import { readTextsPost } from "./read-post.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? EMAIL_NAMES[page.kind] : "Email"} · Proofline` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requirePage(request, "email_templates");
  const which = whichOf(request, params.kind);
  if (!which) throw redirect(PAGE_LINKS.email_templates.path);
  const [shown, orders] = await Promise.all([showTexts(shop.id, which), ordersToShow(shop.id)]);
  return json({ ...shown, ...which, orders, variables: listVariables() });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "email_templates");
  const by = { shopId: shop.id, actor };
  const which = whichOf(request, params.kind);
  const form = await request.formData();
  const asked = readTextsPost(form);
  if (!which || "wrong" in asked)
    return json({ said: "wrong" in asked ? asked.wrong : "There is no such email.", isRefused: true });
  if (asked.intent === "preview") return json(await previewTexts({ ...which, ...asked }, by));
  return answerForm(form, by, () => {
    if (asked.intent === "restore") return restoreTexts(which, asked.versionId, by);
    if (asked.intent === "save") return saveTexts(which, asked, by);
    return asked.intent === "reset" ? resetTexts(which, by) : sendTest({ ...which, ...asked }, by);
  });
}

function whichOf(request: Request, named: string | undefined): { kind: EmailKind; locale: Locale } | null {
  const kind = EMAIL_KINDS.find((one) => one === named);
  const asked = new URL(request.url).searchParams.get("locale");
  return kind ? { kind, locale: LOCALES.find((one) => one === asked) ?? LOCALES[0] } : null;
}

export default function EmailTextsPage() {
  const page = useLoaderData<typeof loader>();
  return (
    <Page
      title={EMAIL_NAMES[page.kind]}
      backAction={{ content: PAGE_LINKS.email_templates.name, url: PAGE_LINKS.email_templates.path }}
      fullWidth
    >
      <EmailEditor key={`${page.kind} ${page.locale}`} {...page} />
    </Page>
  );
}
