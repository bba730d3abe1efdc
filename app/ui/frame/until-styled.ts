/**
 * A page in a frame is laid out by the browser before its style sheets are there, though nothing of it is painted; when they come, all of it counts as
 * having jumped. So it has no body until then. Without scripts it has one from the start.
 */
export const HIDE_UNTIL_STYLED = `document.documentElement.dataset.unstyled = ""`;

/** The rule that goes with it. */
export const HIDDEN_WHILE_UNSTYLED = "html[data-unstyled] body { display: none; }";

/** Stands at the end of the body: a script there waits for every style sheet before it, also for one that fails. */
export const SHOW_STYLED = "delete document.documentElement.dataset.unstyled";

/** Settles once the page has its style sheets. React's scripts may come before them, and what measures the page would measure nothing. */
export function untilStyled(): Promise<void> {
  const root = document.documentElement;
  const isStyled = () => root.dataset.unstyled === undefined;
  if (isStyled()) return Promise.resolve();
  return new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (!isStyled()) return;
      watch.disconnect();
      done();
    });
    watch.observe(root, { attributes: true });
  });
}
