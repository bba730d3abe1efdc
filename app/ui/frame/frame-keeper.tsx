import { useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { framedPath, framePlaceIn, ownPath, type FramePlace } from "../../domain/words/frame-address.ts";
import { keepPage, keptPage } from "./kept-page.ts";
import { currentPage, useWho } from "./current-page.ts";
import { putBack, watchTyping } from "./typed-text.ts";
import { openState } from "./use-kept-state.ts";

/**
 * Lets the frame be loaded anew at any moment and show the same page: its address keeps shop and host, and what was typed stands there again.
 * A reload comes from the person, from the browser, or from a file of a former build that is gone. While a page is on its way, the admin
 * says so.
 */
export function FrameKeeper() {
  useFrameAddress();
  useKeptPage();
  useLoadingBar();
  return null;
}

function useFrameAddress(): void {
  const { pathname, search } = useLocation();
  const place = useRef<FramePlace | null>(null);
  useEffect(() => {
    const path = ownPath(pathname + search);
    place.current ??= framePlaceIn(new URLSearchParams(search));
    if (!place.current) return;
    // The router need not know: an address that differs only by this is the same page to it.
    window.history.replaceState(window.history.state, "", framedPath(path, place.current) + window.location.hash);
    try {
      sessionStorage.setItem("proofline-frame", JSON.stringify({ path, ...place.current }));
    } catch {
      // The address has it.
    }
  }, [pathname, search]);
}

function useKeptPage(): void {
  const navigate = useNavigate();
  const who = useWho();
  const { state, location: target, formMethod } = useNavigation();
  const heading = useRef<string | null>(null);
  const isLeaving = state === "loading" && formMethod === undefined;
  heading.current = isLeaving && target ? ownPath(target.pathname + target.search) : null;
  useEffect(() => {
    const typing = watchTyping();
    const kept = keptPage(currentPage(), who);
    const end = kept ? putBack(kept.fields, () => currentPage() === kept.address) : undefined;
    // The click that met a missing file goes on to where it led, unless something typed is waiting here.
    if (kept?.heading && kept.fields.length === 0) navigate(kept.heading);
    const keep = () => {
      const fields = typing.unsent();
      if (fields.length === 0 && heading.current === null) return;
      keepPage({
        at: Date.now(),
        address: currentPage(),
        who,
        fields,
        state: typing.isInDialog() ? openState() : {},
        heading: heading.current,
      });
    };
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      typing.stop();
      end?.();
    };
    // Once for the life of the page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

/** A page that is on its way shows nothing by itself; the admin around the frame has a bar for it. */
function useLoadingBar(): void {
  const isLoading = useNavigation().state !== "idle";
  useEffect(() => {
    if (!isLoading) return;
    const { shopify } = window as { shopify?: { loading?(isOn: boolean): void } };
    shopify?.loading?.(true);
    return () => shopify?.loading?.(false);
  }, [isLoading]);
}
