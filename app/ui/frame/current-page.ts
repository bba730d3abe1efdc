import { useRouteLoaderData } from "@remix-run/react";
import type { BatchProgress } from "../../domain/acting/batch.ts";
import { ownPath } from "../../domain/words/frame-address.ts";

/** Which page of the app the browser shows: path and query without what Shopify adds. */
export function currentPage(): string {
  return ownPath(window.location.pathname + window.location.search);
}

/** Whose page it is; what one person typed is not put before another in the same tab. */
export function useWho(): string {
  return useRouteLoaderData<{ who?: string }>("routes/app")?.who ?? "";
}

const NONE: readonly BatchProgress[] = [];

/** What this person asked of whole lists that had not ended when the page was read, in whatever tab it was asked for. */
export function useRunning(): readonly BatchProgress[] {
  return useRouteLoaderData<{ running?: BatchProgress[] }>("routes/app")?.running ?? NONE;
}
