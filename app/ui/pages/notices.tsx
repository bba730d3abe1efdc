import { useRef, useState } from "react";
import type { Said } from "../../domain/words/said.ts";
import { Notice } from "./notice.tsx";
import { Remark } from "./remark.tsx";
import { useNoticed } from "./use-noticed.ts";
import "../acts/act-result.css";

type Props = { said: Said | undefined };

/** What came of something that was asked, at the top of the page, until it is put away. */
export function SaidBanner({ said }: Props) {
  const [dismissed, setDismissed] = useState<Said>();
  const isShown = said !== undefined && said !== dismissed;
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
