import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { listSettingChanges } from "../../services/screens/list-setting-changes.ts";
import { Pager } from "../../ui/lists/pager.tsx";
import { PlainList } from "../../ui/lists/plain-list.tsx";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";
import { requirePage } from "../who/staff.ts";
import { ChangeLine } from "./change-line.tsx";

export const meta: MetaFunction = () => [{ title: "Settings log · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requirePage(request, "settings_log");
  return json(await listSettingChanges(shop.id, new URL(request.url).searchParams.get("after")));
}

export default function SettingsLog() {
  const { lines, next } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Settings log"
      subtitle="Who changed which setting, from what to what, newest first. Kept for two years."
      backAction={{ content: PAGE_LINKS.flow_settings.name, url: PAGE_LINKS.flow_settings.path }}
    >
      <BlockStack gap="400">
        <Card>
          {lines.length === 0 ? <Text as="p">No setting has been changed here.</Text> : null}
          <PlainList>
            {lines.map((line) => (
              <ChangeLine key={line.id} line={line} />
            ))}
          </PlainList>
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}
