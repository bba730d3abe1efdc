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

/** What this person asked of whole lists, in whatever tab, that had not ended when the page was read, or whose end no page has shown them. */
export function useUntold(): readonly BatchProgress[] {
  return useRouteLoaderData<{ batches?: BatchProgress[] }>("routes/app")?.batches ?? NONE;
}
