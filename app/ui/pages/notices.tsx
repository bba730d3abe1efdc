import { Banner } from "@shopify/polaris";
import { useRef, useState, type ReactNode } from "react";
import type { Said } from "../../domain/words/said.ts";
import { useNoticed } from "./use-noticed.ts";
import "../acts/act-result.css";
import "./notices.css";

/** The place at the top of a page where it says what came of what was asked; takes no room while it says nothing. */
export function Notices({ children }: { children: ReactNode }) {
  return <div className="notices">{children}</div>;
}

type Props = {
  said: Said | undefined;
  /** Something newer that the page says: this one gives way to it. */ newer?: unknown;
};

/** What came of something that was asked, until it is put away or the page says something newer. */
export function SaidBanner({ said, newer }: Props) {
  const [dismissed, setDismissed] = useState<Said>();
  const [seen, setSeen] = useState({ said, newer });
  if (seen.said !== said) setSeen({ said, newer });
  const isShown = said !== undefined && said !== dismissed && (seen.said !== said || seen.newer === newer);
  const place = useRef<HTMLDivElement>(null);
  const isFloating = useNoticed(place, said);
  return (
    <div ref={place} tabIndex={-1} className="act-place">
      <div role="status" className={isShown && isFloating ? "act-result-floating" : undefined}>
        {isShown ? (
          <Banner
            tone={said.isRefused ? "critical" : "success"}
            title={said.said}
            onDismiss={() => setDismissed(said)}
          />
        ) : null}
      </div>
    </div>
  );
}
