import type { KeptField } from "./kept-page.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;

const TEXT_TYPES = ["text", "search", "email", "tel", "url", "number", "date", "time", "datetime-local"];

/** Remembers which fields somebody has typed in; never passwords, files or what a field says is nobody else's (cc-…). */
export function watchTyping() {
  const before = new WeakMap<Field, string>();
  const typed = new Map<Field, string>();
  const came = ({ target }: Event) => {
    if (isTextField(target) && !typed.has(target)) before.set(target, target.value);
  };
  const changed = ({ target }: Event) => {
    if (isTextField(target) && !typed.has(target)) typed.set(target, before.get(target) ?? "");
  };
  document.addEventListener("focusin", came, true);
  document.addEventListener("input", changed, true);
  return {
    /** What stands in these fields now, of those that are still on the page. */
    unsent: (): KeptField[] =>
      [...typed].flatMap(([field, was]) =>
        field.isConnected && field.value !== was ? [{ name: nameOf(field), was, value: field.value }] : [],
      ),
    isInDialog: () => [...typed.keys()].some((field) => field.isConnected && field.closest("[role=dialog]") !== null),
    stop: () => {
      document.removeEventListener("focusin", came, true);
      document.removeEventListener("input", changed, true);
    },
  };
}

/** Puts kept text back into its fields, also into those that come later on the same page (a dialog that is opened again); gives the end of it. */
export function putBack(fields: readonly KeptField[], isSamePage: () => boolean): () => void {
  const left = new Map(fields.map((field) => [field.name, field]));
  const fill = () => {
    if (!isSamePage()) return watch.disconnect();
    for (const field of document.querySelectorAll<Field>("input, textarea")) {
      const kept = isTextField(field) ? left.get(nameOf(field)) : undefined;
      if (!kept) continue;
      left.delete(kept.name);
      // Somebody else may have changed it meanwhile: then what is there now counts.
      if (field.value === kept.was || field.value === "") type(field, kept.value);
    }
    if (left.size === 0) watch.disconnect();
  };
  const watch = new MutationObserver(fill);
  watch.observe(document.body, { childList: true, subtree: true });
  fill();
  return () => watch.disconnect();
}

function isTextField(target: EventTarget | null): target is Field {
  if (target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement && TEXT_TYPES.includes(target.type) && !target.autocomplete.startsWith("cc-")
  );
}

/** What a person calls the field: its label, within the dialog that it stands in, and which one of several. */
function nameOf(field: Field): string {
  const dialog = field.closest("[role=dialog]");
  const title = dialog ? (dialog.querySelector("h1, h2")?.textContent ?? "") : "";
  const label = field.labels?.[0]?.textContent || field.getAttribute("aria-label") || field.name;
  const alike = [...(dialog ?? document).querySelectorAll<Field>("input, textarea")].filter(
    (other) => (other.labels?.[0]?.textContent || other.getAttribute("aria-label") || other.name) === label,
  );
  return [title, label, alike.indexOf(field)].join("\n");
}

/** As if typed: React takes a value only from an event, and only where the browser's own setter has set it. */
function type(field: Field, value: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")!.set!.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
