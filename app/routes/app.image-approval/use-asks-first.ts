import { useFetcher } from "@remix-run/react";
import { useState } from "react";

/** Whether the member is asked before one item is approved: what they chose last, kept for the next time. */
export function useAsksFirst(known: boolean): [boolean, (asksFirst: boolean) => void] {
  const [chosen, setChosen] = useState(known);
  const keeping = useFetcher();
  return [
    chosen,
    (asksFirst) => {
      setChosen(asksFirst);
      keeping.submit({ asksFirst: asksFirst ? "yes" : "no" }, { method: "post", action: "/app/image-approval" });
    },
  ];
}
