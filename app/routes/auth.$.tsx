import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerAuthPage } from "../adapters/shopify/auth.ts";

/** The library's pages (a new session token, leaving the frame); they are whole answers, so this route has no component. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (new URL(request.url).pathname === "/auth/login") {
    return new Response("Open Proofline from the Apps page of your Shopify admin.", {
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  }
  await answerAuthPage(request);
  return null;
}
