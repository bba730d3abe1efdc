import { Children, type ReactNode } from "react";
import "./plain-list.css";

/** A list with thin lines between its entries and no bullets. */
export function PlainList({ children }: { children: ReactNode }) {
  const entries = Children.toArray(children);
  if (entries.length === 0) return null;
  return (
    <ul className="plain-list">
      {entries.map((entry, index) => (
        <li key={index}>{entry}</li>
      ))}
    </ul>
  );
}
