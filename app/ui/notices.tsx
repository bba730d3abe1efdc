import { Banner } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import type { Said } from "../domain/said.ts";
import "./notices.css";

/** The place at the top of a page where it says what came of what was asked; takes no room while it says nothing. */
export function Notices({ children }: { children: ReactNode }) {
  return <div className="notices">{children}</div>;
}

/** What came of something that was asked, until it is put away. */
export function SaidBanner({ said }: { said: Said | undefined }) {
  const [dismissed, setDismissed] = useState<Said>();
  const isShown = said !== undefined && said !== dismissed;
  return <div role="status">{isShown ? <Banner tone={said.isRefused ? "critical" : "success"} title={said.said} onDismiss={() => setDismissed(said)} /> : null}</div>;
}
