import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerAuthPage } from "../adapters/shopify/auth.ts";

/** Pages that lead back into the admin (the app opened again, a new session token, leaving the frame); they are whole answers, so this route has no component. */
export async function loader({ request }: LoaderFunctionArgs) {
  await answerAuthPage(request);
  return null;
}
