import type { ActionFunctionArgs } from "@remix-run/node";
import { readBody } from "./who/read-body.ts";
import { recordEmailEvents } from "../services/emails/record-email-event.ts";

const MOST_BYTES = 5 * 1024 * 1024;

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

/** What the mail service tells of our emails; 401 when it did not sign it. */
export async function action({ request }: ActionFunctionArgs) {
  const { headers } = request;
  const body = await readBody(request, MOST_BYTES);
  if (!body) return new Response(null, { status: 413 });
  const isSigned = await recordEmailEvents({
    body: body.toString("utf8"),
    signature: headers.get("x-twilio-email-event-webhook-signature"),
    timestamp: headers.get("x-twilio-email-event-webhook-timestamp"),
  });
  return new Response(null, { status: isSigned ? 200 : 401 });
}
