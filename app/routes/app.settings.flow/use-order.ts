import { useEffect, useRef, useState } from "react";
import { useForm } from "../../ui/acts/use-form.ts";

/**
 * The order of the reasons as this page has it: what was moved stands at once, and is sent when the one before it was answered. What the server has
 * follows again as soon as nothing of here is on its way, or it was refused.
 */
export function useOrder(saved: readonly string[]): [readonly string[], (ids: readonly string[]) => void] {
  const form = useForm();
  const [wanted, setWanted] = useState<readonly string[] | null>(null);
  const sent = useRef("");
  const told = useRef(form.said);
  const text = wanted?.join(",") ?? "";
  const isSaved = text === saved.join(",");
  useEffect(() => {
    if (form.said !== told.current) {
      told.current = form.said;
      if (form.said?.isRefused) return setWanted(null);
    }
    if (text === "" || form.isBusy) return;
    if (isSaved) return setWanted(null);
    if (sent.current === text) return;
    sent.current = text;
    form.send("Order the rejection reasons", { intent: "order_reasons", reasonIds: text });
  }, [text, isSaved, form]);
  return [wanted ?? saved, setWanted];
}
