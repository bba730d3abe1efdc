import { useEffect } from "react";
import { Remark } from "../pages/remark.tsx";
import { actsStore } from "./acts-store.ts";
import type { SentForm } from "./use-form.ts";
import "./form-said.css";

type Props = {
  form: SentForm;
  /** A dialog closes on what was done: then the acts' place says it, and only refusals stand here. */
  shows?: "all" | "refusals";
};

/** What becomes of a form, beside what sent it. While it stands here, the acts' place does not say it too. */
export function FormSaid({ form: { group, isLost, said }, shows = "all" }: Props) {
  useEffect(() => (group ? actsStore.standsBeside(group, shows) : undefined), [group, shows]);
  const isTold = said && (shows === "all" || said.isRefused);
  return (
    <div role="status" className="form-said">
      {isLost ? (
        <Remark tone="warning">The server is not reached. What you entered is kept and sent as soon as it is.</Remark>
      ) : null}
      {isTold ? <Remark tone={said.isRefused ? "critical" : "success"}>{said.said}</Remark> : null}
    </div>
  );
}
