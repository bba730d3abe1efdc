import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Said } from "../../domain/words/said.ts";
import type { TeamMember } from "../../domain/team/team.ts";
import { changeTeam } from "../../services/team/change-team.ts";
import { listTeam } from "../../services/team/list-team.ts";
import { requirePage } from "../who/staff.ts";
import { Notices } from "../../ui/pages/notice.tsx";
import { SaidBanner } from "../../ui/pages/notices.tsx";
import { Remark } from "../../ui/pages/remark.tsx";
import { PlainList } from "../../ui/lists/plain-list.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberDialog } from "./member-dialog.tsx";
import { MemberRow } from "./member-row.tsx";
import { readWish } from "./read-wish.ts";

export const meta: MetaFunction = () => [{ title: "Team · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, member } = await requirePage(request, "team");
  return json({ team: await listTeam({ shopId: shop.id, viewerId: member.id }) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requirePage(request, "team");
  const asked = readWish(await request.formData());
  if ("wrong" in asked) return json<Said>({ said: asked.wrong, isRefused: true });
  return json<Said>(await changeTeam(asked, { shopId: shop.id, actor }));
}

export default function Team() {
  const { team } = useLoaderData<typeof loader>();
  const changing = useFetcher<Said>();
  const [editing, setEditing] = useState<TeamMember | null>(null);
  const [isInviting, setIsInviting] = useState(false);
  const without = team.filter(({ roles, hasLeft }) => roles.length === 0 && !hasLeft);
  const post = (fields: Record<string, string>) => {
    changing.submit(fields, { method: "post" });
    setEditing(null);
    setIsInviting(false);
  };
  return (
    <Page
      title="Team"
      subtitle="Whoever opens Proofline in the Shopify admin appears here; you give them their roles."
      primaryAction={{ content: "Invite by e-mail", onAction: () => setIsInviting(true) }}
    >
      <BlockStack gap="400">
        <Notices>
          <SaidBanner said={changing.data} />
        </Notices>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {team.length === 1 ? "1 member" : `${team.length} members`}
            </Text>
            {without.length > 0 ? (
              <Remark tone="warning">{`${without.map(({ name }) => name).join(", ")} ${without.length === 1 ? "has" : "have"} no role yet and can do nothing.`}</Remark>
            ) : null}
            <PlainList>
              {team.map((member) => (
                <MemberRow key={member.id} member={member} onEdit={() => setEditing(member)} />
              ))}
            </PlainList>
          </BlockStack>
        </Card>
      </BlockStack>
      {editing ? (
        <MemberDialog key={editing.id} member={editing} onSave={post} onClose={() => setEditing(null)} />
      ) : null}
      {isInviting ? <InviteDialog onInvite={post} onClose={() => setIsInviting(false)} /> : null}
    </Page>
  );
}
