import { buildWhenStale } from "../../dev/start/build-when-stale.ts";

/** The browser tests walk through the built app: it is built once, before the first of them. */
export default function setUpRun(): void {
  buildWhenStale();
}
