import { Link } from "@remix-run/react";
import { countWords } from "../../domain/words/counts.ts";
import "./count-grid.css";

type Note = { text: string; path: string; isLate?: boolean };
type Count = { name: string; path: string; count: number; notes: readonly Note[] };

/** Counts that lead to what they count, each note to what it counts. */
export function CountGrid({ counts }: { counts: readonly Count[] }) {
  return (
    <ul className="count-grid">
      {counts.map(({ name, path, count, notes }) => (
        <li key={name}>
          <Link to={path}>
            <span>{name}</span>
            <span className="count-grid-number">{countWords(count)}</span>
          </Link>
          {notes.map((note) => (
            <Link key={note.text} to={note.path} className={note.isLate ? "count-grid-late" : "count-grid-note"}>
              {note.text}
            </Link>
          ))}
        </li>
      ))}
    </ul>
  );
}
