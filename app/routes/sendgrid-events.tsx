import type { ActionFunctionArgs } from "@remix-run/node";
import { recordEmailEvents } from "../services/emails/record-email-event.ts";

const MOST_BYTES = 5 * 1024 * 1024;

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

/** What the mail service tells of our emails; 401 when it did not sign it. */
export async function action({ request }: ActionFunctionArgs) {
  const { headers } = request;
  if (Number(headers.get("content-length") ?? 0) > MOST_BYTES) return new Response(null, { status: 413 });
  const isSigned = await recordEmailEvents({
    body: await request.text(),
    signature: headers.get("x-twilio-email-event-webhook-signature"),
    timestamp: headers.get("x-twilio-email-event-webhook-timestamp"),
  });
  return new Response(null, { status: isSigned ? 200 : 401 });
}
