import { Link } from "@remix-run/react";
import "./count-grid.css";

type Count = { name: string; path: string; count: number; notes: readonly { text: string; isLate?: boolean }[] };

/** Counts that lead to what they count. */
export function CountGrid({ counts }: { counts: readonly Count[] }) {
  return (
    <ul className="count-grid">
      {counts.map(({ name, path, count, notes }) => (
        <li key={name}>
          <Link to={path}>
            <span>{name}</span>
            <span className="count-grid-number">{count}</span>
            {notes.map(({ text, isLate }) => (
              <span key={text} className={isLate ? "count-grid-late" : "count-grid-note"}>
                {text}
              </span>
            ))}
          </Link>
        </li>
      ))}
    </ul>
  );
}
