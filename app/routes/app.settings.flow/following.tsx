import { useRevalidator } from "@remix-run/react";
import { Card, Text } from "@shopify/polaris";
import { useEffect } from "react";
import type { FlowFollowing } from "../../domain/screens/settings.ts";

const READ_AGAIN_MS = 2_000;

/** How far the open orders are that follow a changed flow: read again until all do. */
export function Following({ following: { done, total } }: { following: FlowFollowing }) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setInterval(() => document.hidden || revalidate(), READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [state, revalidate]);
  const said = total === 1 ? "1 order" : `${total.toLocaleString("en")} orders`;
  return (
    <Card>
      <Text as="p">
        {`Open orders follow the flow that was saved: ${done.toLocaleString("en")} of ${said} so far. You need not wait here.`}
      </Text>
    </Card>
  );
}
