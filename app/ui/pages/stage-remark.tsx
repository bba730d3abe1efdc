import { Link, useLocation } from "@remix-run/react";
import type { ShopStage } from "../../domain/shop/start-shown.ts";
import { PAGE_LINKS } from "./page-links.ts";
import { Remark } from "./remark.tsx";

/** Says on every page but those that say more of it that the shop has not started, or is about to leave. */
export function StageRemark({ stage }: { stage: ShopStage }) {
  const { pathname } = useLocation();
  const path = pathname.replace(/\/$/, "");
  if (stage === "working" || path === PAGE_LINKS.home.path || path === PAGE_LINKS.leave.path) return null;
  return stage === "shadow" ? (
    <Remark tone="info">
      Proofline has not started: orders are kept, and nobody has work yet.{" "}
      <Link to={PAGE_LINKS.home.path}>Start on Home</Link>
    </Remark>
  ) : (
    <Remark tone="warning">
      Holds and tags are taken back in Shopify, and no email leaves.{" "}
      <Link to={PAGE_LINKS.leave.path}>Before you leave</Link>
    </Remark>
  );
}
