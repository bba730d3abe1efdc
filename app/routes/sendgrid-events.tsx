import type { ActionFunctionArgs } from "@remix-run/node";
import { recordEmailEvents } from "../services/emails/record-email-event.ts";

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request }: ActionFunctionArgs) {
  return new Response(null, { status: await recordEmailEvents(request) });
}
