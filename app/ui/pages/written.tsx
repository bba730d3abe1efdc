import { Fragment } from "react";

/** Texts of others in one line, between dots: each reads in its own direction and moves none of the others. Empty ones are left out. */
export function Facts({ of }: { of: readonly (string | null | undefined | false)[] }) {
  return of.filter(Boolean).map((fact, at) => (
    <Fragment key={at}>
      {at > 0 ? " · " : ""}
      <bdi>{fact}</bdi>
    </Fragment>
  ));
}

/** What somebody wrote, with their line breaks, in the direction of their language. */
export function Written({ words, label }: { words: string; label?: string }) {
  return (
    <div dir={label ? undefined : "auto"} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {label ? <strong>{`${label}: `}</strong> : null}
      {label ? <bdi>{words}</bdi> : words}
    </div>
  );
}
