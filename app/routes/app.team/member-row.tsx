import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { ROLE_NAMES } from "../../domain/words/roles.ts";
import type { TeamMember } from "../../domain/team/team.ts";

/** One member: who they are, what they may do, how much they have. */
export function MemberRow({ member, onEdit }: { member: TeamMember; onEdit: () => void }) {
  const { name, email, roles, isOwner, isYou, capacity, isAway, hasLeft, isEnrolled, openWork } = member;
  const work = openWork.map(({ role, items }) =>
    role === "artist"
      ? `${items} of ${capacity} places taken as artist`
      : `${items} open as ${ROLE_NAMES[role].toLowerCase()}`,
  );
  return (
    <InlineStack gap="300" align="space-between" blockAlign="center">
      <BlockStack gap="100">
        <InlineStack gap="200" align="start" blockAlign="center">
          <Text as="h3" variant="headingSm" breakWord>
            {isYou ? `${name} (you)` : name}
          </Text>
          {isOwner ? <Badge tone="info">Owner</Badge> : null}
          {isAway && !hasLeft ? <Badge tone="attention">Away</Badge> : null}
          {hasLeft ? <Badge>Left</Badge> : isEnrolled ? null : <Badge tone="attention">Invited, not yet here</Badge>}
        </InlineStack>
        {email ? (
          <Text as="p" tone="subdued" breakWord>
            {email}
          </Text>
        ) : null}
        <Text as="p">{roles.map((role) => ROLE_NAMES[role]).join(", ") || "No role"}</Text>
        {work.length > 0 ? (
          <Text as="p" tone="subdued">
            {work.join(" · ")}
          </Text>
        ) : null}
      </BlockStack>
      <Button onClick={onEdit} accessibilityLabel={`${hasLeft ? "Take back" : "Edit"} ${name}`}>
        {hasLeft ? "Take back" : "Edit"}
      </Button>
    </InlineStack>
  );
}
