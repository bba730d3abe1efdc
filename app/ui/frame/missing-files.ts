/**
 * Stands at the head of every page: a script or style sheet of a former build that is gone would leave the page dead or bare, so it is loaded
 * anew, once; what was typed is kept (frame-keeper.tsx). A line that is down is no missing file.
 */
export const RELOAD_WHEN_FILES_ARE_GONE = `(${reloadWhenFilesAreGone.toString()})()`;

/** Runs in the browser as it stands here, so it may name nothing of this file. */
function reloadWhenFilesAreGone(): void {
  const onceIn = 20_000;
  let isUnderWay = false;
  const mark = "proofline-reloaded";
  const reload = () => {
    if (isUnderWay) return;
    isUnderWay = true;
    let last = 0;
    try {
      last = Number(sessionStorage.getItem(mark));
      sessionStorage.setItem(mark, String(Date.now()));
    } catch {
      // A frame's storage may be refused; its name outlives a reload too.
      last = Number(new RegExp(`${mark}=(\\d+)`).exec(window.name)?.[1] ?? 0);
      window.name = `${window.name.replace(new RegExp(` ?${mark}=\\d+`), "")} ${mark}=${Date.now()}`;
    }
    if (Date.now() - last > onceIn) location.reload();
  };
  addEventListener(
    "error",
    ({ target }) => {
      if (!(target instanceof HTMLLinkElement || target instanceof HTMLScriptElement)) return;
      const address = target instanceof HTMLLinkElement ? target.href : target.src || "/readyz";
      const url = new URL(address, location.origin);
      const isModule = target instanceof HTMLScriptElement && target.type === "module" && !target.src;
      if (url.origin !== location.origin || !(isModule || url.pathname.startsWith("/assets/"))) return;
      fetch(url, { method: "HEAD", cache: "no-store" }).then(({ status }) => {
        if (isModule ? status < 500 : status === 404) reload();
      }, Boolean);
    },
    true,
  );
}
