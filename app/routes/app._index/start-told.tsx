import { Link, useRevalidator } from "@remix-run/react";
import { Card, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { many, type StartShown } from "../../domain/shop/start-shown.ts";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";
import { Remark } from "../../ui/pages/remark.tsx";

const READ_AGAIN_MS = 3_000;

/** What is under way between the installation and the leaving: a start, a return, a leaving. */
export function StartTold({ start: { stage, starting, isBack, inShadow } }: { start: StartShown }) {
  const { revalidate, state } = useRevalidator();
  const isUnderWay = starting !== null;
  useEffect(() => {
    if (!isUnderWay || state !== "idle") return;
    const timer = setInterval(() => document.hidden || revalidate(), READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, state, revalidate]);
  return (
    <>
      {starting ? (
        <Card>
          <Text as="p">
            {`Started with ${starting.done.toLocaleString("en")} of ${many(starting.total, "order")} so far. You need not wait here.`}
          </Text>
        </Card>
      ) : null}
      {stage === "leaving" ? (
        <Card>
          <Remark tone="warning" title="Holds and tags are taken back">
            No new ones are placed in Shopify and no email leaves.{" "}
            <Link to={PAGE_LINKS.leave.path}>How far it is, and how to work again</Link>
          </Remark>
        </Card>
      ) : null}
      {isBack && stage === "working" ? (
        <Card>
          <Remark tone="success" title="Welcome back">
            Your settings, team and orders were found as you left them, and work goes on: orders are held again.
            {inShadow ? " Orders that were placed while you were away for long are left as they are." : ""}
          </Remark>
        </Card>
      ) : null}
    </>
  );
}
