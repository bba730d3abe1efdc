import type { AppLoadContext } from "@remix-run/node";
import { isGuessingHere } from "../../services/customer/is-guessing.ts";

/** Tries count for a minute. */
const WAIT_SECONDS = 60;

/**
 * What is answered at the app's own doors to a token that opens nothing, once too often; null as long as `not found` may be said. Asked only of
 * tokens that open nothing: one that is right is never counted and never waits.
 */
export async function tooManyTries({ address }: AppLoadContext, headers: HeadersInit): Promise<Response | null> {
  if (!(await isGuessingHere(typeof address === "string" ? address : ""))) return null;
  const all = new Headers(headers);
  all.set("Content-Type", "text/plain; charset=utf-8");
  all.set("Retry-After", String(WAIT_SECONDS));
  return new Response("Too many tries. Wait a minute and open the link in your email again.", {
    status: 429,
    headers: all,
  });
}
