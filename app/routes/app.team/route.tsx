import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import type { TeamMember } from "../../domain/team/team.ts";
import { changeTeam } from "../../services/team/change-team.ts";
import { listTeam } from "../../services/team/list-team.ts";
import { useKeptState } from "../../ui/frame/use-kept-state.ts";
import { answerForm } from "../who/sent-form.ts";
import { requirePage } from "../who/staff.ts";
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
  const form = await request.formData();
  const by = { shopId: shop.id, actor };
  return answerForm(form, by, async () => {
    const asked = readWish(form);
    return "wrong" in asked ? { said: asked.wrong, isRefused: true } : changeTeam(asked, by);
  });
}

export default function Team() {
  const { team } = useLoaderData<typeof loader>();
  const [editing, setEditing] = useState<TeamMember | null>(null);
  const [isInviting, setIsInviting] = useKeptState("inviting", false);
  const without = team.filter(({ roles, hasLeft }) => roles.length === 0 && !hasLeft);
  return (
    <Page
      title="Team"
      subtitle="Whoever opens Proofline in the Shopify admin appears here; you give them their roles."
      primaryAction={{ content: "Invite by e-mail", onAction: () => setIsInviting(true) }}
    >
      <BlockStack gap="400">
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
      {editing ? <MemberDialog key={editing.id} member={editing} onClose={() => setEditing(null)} /> : null}
      {isInviting ? <InviteDialog onClose={() => setIsInviting(false)} /> : null}
    </Page>
  );
}
