import { useRef, useState } from "react";
import type { Said } from "../../domain/words/said.ts";
import { Notice } from "./notice.tsx";
import { Remark } from "./remark.tsx";
import { useNoticed } from "./use-noticed.ts";
import "../acts/act-result.css";

type Props = {
  said: Said | undefined;
  /** Something newer that the page says: good news gives way to it. */ newer?: unknown;
};

/** What came of something that was asked, at the top of the page, until it is put away or the page says something newer; a refusal stays. */
export function SaidBanner({ said, newer }: Props) {
  const [dismissed, setDismissed] = useState<Said>();
  const [seen, setSeen] = useState({ said, newer });
  if (seen.said !== said) setSeen({ said, newer });
  const gaveWay = seen.said === said && seen.newer !== newer && !said?.isRefused;
  const isShown = said !== undefined && said !== dismissed && !gaveWay;
  const place = useRef<HTMLDivElement>(null);
  const isFloating = useNoticed(place, said);
  return (
    <div ref={place} tabIndex={-1} className="act-place">
      <div role="status" className={isShown && isFloating ? "act-result-floating" : undefined}>
        {isShown ? (
          <Notice
            about={said}
            tone={said.isRefused ? "critical" : "success"}
            title={said.said}
            onDismiss={() => setDismissed(said)}
          />
        ) : null}
      </div>
    </div>
  );
}

/** The same at its own place, inside the card where it was asked. */
export function SaidHere({ said }: { said: Said | undefined }) {
  return (
    <div role="status">{said ? <Remark tone={said.isRefused ? "critical" : "success"}>{said.said}</Remark> : null}</div>
  );
}
