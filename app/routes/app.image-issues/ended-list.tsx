import { Link } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Text } from "@shopify/polaris";
import { ENDED_ISSUES_DAYS, type EndedIssue } from "../../domain/screens/ended-issue.ts";
import { STEP_NAMES } from "../../domain/words/steps.ts";
import { Ago } from "../../ui/pages/ago.tsx";

/** What customers did about issues that are over, newest first. */
export function EndedList({ issues }: { issues: readonly EndedIssue[] }) {
  return (
    <Card>
      {issues.length === 0 ? (
        <EmptyState heading="No customer has answered yet" image="">
          <p>{`What customers do about their issues is listed here for ${ENDED_ISSUES_DAYS} days.`}</p>
        </EmptyState>
      ) : (
        <BlockStack gap="400" as="ul">
          {issues.map((issue) => (
            <li key={issue.id}>
              <Text as="p" fontWeight="semibold">
                <Link to={`/app/orders/${issue.orderId}`}>{issue.orderName}</Link>
                {` · item ${issue.itemNumber} · `}
                <bdi>{issue.productTitle}</bdi>
              </Text>
              <Text as="p">
                {`${issue.ending}, `}
                <Ago at={issue.endedAt} />
                {`. Now in ${STEP_NAMES[issue.step]}.`}
              </Text>
              <Text as="p" tone="subdued">
                {`Was rejected as “${issue.reason}”, `}
                <Ago at={issue.openedAt} />
              </Text>
            </li>
          ))}
        </BlockStack>
      )}
    </Card>
  );
}
