import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, List, Page, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { STAYS_BEHIND, leftWords } from "../../domain/shop/leaving.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { beginLeaving, showLeaving, workAgain } from "../../services/shop/leaving.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { Remark } from "../../ui/pages/remark.tsx";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
import { LeaveDialog } from "./leave-dialog.tsx";

const READ_AGAIN_MS = 3_000;

export const meta: MetaFunction = () => [{ title: "Before you leave · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requirePage(request, "leave");
  return json(await showLeaving(shop.id));
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "leave");
  const by = { shopId: shop.id, actor };
  const form = await request.formData();
  return answerForm(form, by, async () => {
    const isLeaving = form.get("intent") === "take_back";
    const answer = isLeaving ? await beginLeaving(by) : await workAgain(by);
    if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
    return {
      said: isLeaving
        ? "Holds and tags are being taken back. This page says how many are left."
        : "Work goes on: open orders are held again, one after the other.",
      isRefused: false,
    };
  });
}

export default function BeforeYouLeave() {
  const { isLeaving, ours } = useLoaderData<typeof loader>();
  const [isAsked, setIsAsked] = useState(false);
  const form = useForm();
  useReadAgain(isLeaving && ours.orders > ours.unseen);
  const takeBack = () => {
    setIsAsked(false);
    form.send("Take all holds and tags back", { intent: "take_back" });
  };
  return (
    <Page title="Before you leave" subtitle="Shopify removes an app at once and does not ask it first.">
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Holds, tags and emails
            </Text>
            <Text as="p">
              When you uninstall Proofline, Shopify takes its access away in the same moment: from then on it can take
              back nothing. Holds and tags that are in Shopify by then stay there, and you would have to remove them by
              hand. So take them back here first, and uninstall when nothing is left.
            </Text>
            <div role="status">
              <Remark tone={isLeaving ? (ours.orders === 0 ? "success" : "warning") : "info"}>
                {leftWords(isLeaving, ours)}
              </Remark>
            </div>
            <FormSaid form={form} />
            <InlineStack gap="200">
              {isLeaving ? (
                <Button loading={form.isBusy} onClick={() => form.send("Work again", { intent: "work_again" })}>
                  Work again
                </Button>
              ) : (
                <Button loading={form.isBusy} onClick={() => setIsAsked(true)}>
                  Take all holds and tags back
                </Button>
              )}
            </InlineStack>
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              What stays
            </Text>
            <List>
              {STAYS_BEHIND.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </BlockStack>
        </Card>
      </BlockStack>
      {isAsked ? <LeaveDialog held={ours.held} onClose={() => setIsAsked(false)} onConfirm={takeBack} /> : null}
    </Page>
  );
}

function useReadAgain(isUnderWay: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isUnderWay || state !== "idle") return;
    const timer = setInterval(() => document.hidden || revalidate(), READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, state, revalidate]);
}
