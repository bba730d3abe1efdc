import { useLayoutEffect, useRef, useState } from "react";

type Doing = Record<string, (...given: never[]) => void>;

/** The same functions at every drawing, each doing what the newest one of its name does: what they are given to need not be drawn again for them. */
export function useSteady<Does extends Doing>(does: Does): Does {
  const newest = useRef(does);
  useLayoutEffect(() => {
    newest.current = does;
  });
  const [steady] = useState(
    () =>
      Object.fromEntries(
        Object.keys(does).map((name) => [name, (...given: never[]) => newest.current[name]!(...given)]),
      ) as Does,
  );
  return steady;
}
