import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { askToStop, stopReminders } from "../../services/customer/stop-reminders.ts";

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
};
const GONE = "This link is too old, or was cut off. Use the link in the newest email, or write to the shop.";

/** Where a reminder's own link leads: it asks first. */
export async function loader({ params }: LoaderFunctionArgs) {
  return answer((await askToStop(params.token ?? ""))?.html);
}

/** The form of that page, and the one click of a mail program (RFC 8058, `List-Unsubscribe-Post`). */
export async function action({ params }: ActionFunctionArgs) {
  return answer((await stopReminders(params.token ?? ""))?.html);
}

function answer(html: string | undefined): Response {
  return html === undefined
    ? new Response(GONE, { status: 404, headers: { ...HEADERS, "Content-Type": "text/plain; charset=utf-8" } })
    : new Response(html, { headers: HEADERS });
}
